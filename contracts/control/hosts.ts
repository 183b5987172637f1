/** What is done to the hosts of a world beyond its API. */
import { post, resource } from '../operation.ts';

export const hosts = resource({
  /** The compute service of the host starts anew: it gives back what was evacuated while it was down, and can be forced up again. */
  restart: post('/worlds/{world}/hosts/{host}/restart', { status: 204, errors: [404] }),
});
