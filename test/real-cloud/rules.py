"""Nova's default rules with who passes: `venv/bin/python rules.py >../rules/nova.json`."""
import json

from nova import policies

WHO = {
    '@': 'everybody',
    '!': 'nobody',
    'rule:context_is_admin': 'admin',
    'rule:project_reader_or_admin': 'reader',
    'rule:project_member_or_admin': 'member',
    'rule:project_manager_or_admin': 'manager',
    'rule:service_or_admin': 'service',
    '(rule:context_is_admin) or user_id:%(user_id)s': 'user',
}
rules = {rule.name: WHO[rule.check_str] for rule in policies.list_rules() if ':' in rule.name and not rule.deprecated_for_removal}
print(json.dumps(rules, indent=2, sort_keys=True))
