/** Keystone's default rules. `keystone/common/policies/*.py` */
import { type Check, type Rule, type Rules, all, any, everybody, role } from '../core/policy.ts';

const admin = role('admin');
const system: Check = (caller) => caller.system === true;
const systemReader = all(role('reader'), system);
const tokenSubject: Check = (caller, target) => caller.user_id === target['token_user_id'];

const rule = (...checks: Check[]): Rule => ({ check: any(...checks) });

export const rules: Rules = {
  'identity:check_token': rule(admin, systemReader, tokenSubject),
  'identity:validate_token': rule(admin, systemReader, role('service'), tokenSubject),
  'identity:revoke_token': rule(admin, tokenSubject),
  'identity:get_auth_catalog': rule(everybody),
};
