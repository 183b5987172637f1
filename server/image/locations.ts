/** Where the content of an image lies, told to services and set by them: not emulated. `glance/api/v2/images.py` (`add_location`, `get_locations`) */
import { locations as table } from '../../contracts/image/locations.ts';
import { unserved } from '../core/context.ts';

export const locationHandlers = unserved(table);
