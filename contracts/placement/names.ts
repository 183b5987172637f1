/** What several tables of Placement share. */
import { z } from 'zod';

/** `resource_provider_generation` guards changes: it must be the one that the client has seen. */
export const generation = z.int();
export const ResourceClassName = z.string().regex(/^[A-Z0-9_]+$/);
export const CustomName = z.string().regex(/^CUSTOM_[A-Z0-9_]+$/);
const MAX_INT = 2_147_483_647;
export const amount = (least: number) => z.int().min(least).max(MAX_INT);
