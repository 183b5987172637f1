/** Why answers to recorded exchanges differ: by service, reason and names of the exchanges. */
const byReason: Record<string, Record<string, readonly string[]>> = {
  keystone: {
    'version 2.0 is served besides': ['discovery GET /v2.0', 'v2.0 tokens (removed API)', 'v2.0 tenants (removed API)'],
    'two users of that name come in the order of their ids': ['users list name='],
    'which user comes first depends on ids': ['users list limit=1', 'users list sort_key=name'],
    'the description of the member’s project': ['projects list'],
    'the recorded service fell over; 400 is what its schema says': ['user create enabled as string'],
  },
  glance: {
    'version 1 is served besides': ['discovery GET /v1'],
    'the recorded service fell over': ['image create array'],
    'what made the image was not recorded': ['image show after failed upload'],
    'the project of the member has another id': ['member accepts', 'member status invalid'],
    'that the image was no longer protected was not recorded': ['delete', 'delete again', 'show deleted'],
    'others had made namespaces there': ['metadefs namespaces'],
  },
  neutron: {
    'which network comes first depends on ids': ['networks list limit'],
    'that a port of the subnet was deleted was not recorded': ['subnet delete', 'network delete', 'network delete again'],
  },
  placement: {
    'others had made servers there': [
      'resource providers',
      'resource providers 1.39',
      'microversion latest',
      'provider show',
      'inventories',
      'usages',
      'provider traits',
      'provider allocations',
      'allocation candidates',
    ],
  },
  cinder: {
    'nothing takes time here': ['volume show right after create', 'volume show deleting'],
    'that Nova had attached the volume was not recorded': ['volume show in-use', 'volume delete in-use'],
  },
  nova: {
    'the project has another id': ['flavors list /v2 with project id', 'flavors list /v2.1 with project id'],
    'others had made servers there': ['hypervisors detail', 'hypervisors statistics', 'hypervisor show 1'],
    'nothing takes time here': ['server show right after create', 'server show right after delete', 'action createImage 2.45'],
    'the address of the image service is quoted': ['server create flavorRef and imageRef as URLs'],
    'the project could use one network then': ['server create without networks 2.1', 'server create networks auto 2.37', 'server create networks empty list'],
    'the recorded service fell over': ['server create via os-volumes_boot', 'interface attach unknown net'],
    'that Glance had made the image was not recorded': [
      'server create image not active',
      'server create flavor ram too small for image',
      'server create flavor disk too small for image',
      'createImage result through images proxy',
    ],
    'that a flavor of that size was made was not recorded': ['server create no valid host', 'server show in ERROR', 'action on a server in ERROR: stop'],
    'so one server is missing': ['servers detail latest', 'servers list limit=1', 'servers list image=', 'servers list deleted', 'servers list unknown filter'],
    'that Cinder had made the volume was not recorded': [
      'volume attach',
      'volume attach again',
      'volume attachment show',
      'volume attachment show 2.89',
      'volume detach',
      'volume detach again',
      'server create from volume',
      'server show booted from volume',
    ],
    'its id is a request’s, which differs': ['instance action show', 'instance action show 2.84'],
  },
};

/** By service and name of the exchange. */
export const reasons: Record<string, Record<string, string>> = Object.fromEntries(
  Object.entries(byReason).map(([service, whys]) => [
    service,
    Object.fromEntries(Object.entries(whys).flatMap(([why, names]) => names.map((name) => [name, why]))),
  ]),
);
