/** How long things take, in milliseconds, and how often they fail. */
import type { Profile } from './lifecycle.ts';

export const profiles = {
  /** Everything is done by the next request. */
  instant: { name: 'instant', durations: {}, failures: {}, polls: {} },
  /** As on a small idle cloud. */
  lifelike: {
    name: 'lifelike',
    durations: {
      '*': 500,
      'server.build.scheduling': 200,
      'server.build.claiming': 100,
      'server.build.networking': 400,
      'server.build.block_device_mapping': 100,
      'server.build.spawning': 1500,
      'server.reboot.reboot_pending': 100,
      'server.reboot-hard': 100,
    },
    failures: {},
    polls: {},
  },
  /** As on a bad day: slow, and one build or action in five fails. */
  chaos: { name: 'chaos', durations: { '*': 2000 }, failures: { 'server.build.spawning': 0.2, server: 0.1 }, polls: {} },
} satisfies Record<string, Profile>;
export type ProfileName = keyof typeof profiles;
