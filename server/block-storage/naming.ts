/** Names and descriptions as requests say them: without the blanks around them, and under their former names too. `cinder/api/openstack/wsgi.py: clean_name_and_description` */

interface Said {
  name?: string | null | undefined;
  display_name?: string | null | undefined;
  description?: string | null | undefined;
  display_description?: string | null | undefined;
}
/** Has what was said alone. */
export function namingOf({ name, display_name, description, display_description }: Said): { name?: string | null; description?: string | null } {
  const title = name === undefined ? display_name : name;
  const about = description === undefined ? display_description : description;
  return {
    ...(title !== undefined && { name: title?.trim() ?? null }),
    ...(about !== undefined && { description: about?.trim() ?? null }),
  };
}
