/** The control API of Virga itself: on every port, under a path that no OpenStack service has. */
export const controlService = { name: 'virga', root: '/_virga' } as const;
/** Where the token is sent that is asked for once a cloud listens beyond this machine. */
export const TOKEN_HEADER = 'x-virga-token';
