/** The tables of Glance v1. */
import { images } from './images.ts';
import { members } from './members.ts';

export const imageV1Tables = { images, members };
