/** The seed of a cloud that loads the service plugin `trunk`, which a default cloud does not. */
import { defaultSeed } from '../server/seed.ts';

export const trunking = defaultSeed().replace(/^network:$/m, 'network:\n  service_plugins: [trunk]');
