import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('QoS specs', { needs: ['admin', 'block storage'] }, (it) => {
  it('are created, shown, listed, changed and deleted', async ({ admin, name, later }) => {
    const title = name('qos');
    const qos = admin['block-storage'].qosSpecs;
    const { qos_specs: made } = await qos.create({ body: { qos_specs: { name: ` ${title} `, consumer: 'front-end', total_iops_sec: '1000' } } });
    const qos_id = made.id;
    later(() => qos.delete({ qos_id }));
    expect(made).toEqual({ id: qos_id, name: title, consumer: 'front-end', specs: { total_iops_sec: '1000' } });
    expect((await qos.show({ qos_id })).qos_specs).toEqual(made);
    expect((await qos.list()).qos_specs).toContainEqual(made);
    await qos.update({ qos_id, body: { qos_specs: { consumer: 'both', read_iops_sec: '5', unsaid: null } } });
    expect((await qos.show({ qos_id })).qos_specs).toEqual({ ...made, consumer: 'both', specs: { total_iops_sec: '1000', read_iops_sec: '5' } });
    const partly = await admin['block-storage'].request('PUT', `/qos-specs/${qos_id}/delete_keys`, { json: { keys: ['read_iops_sec', 'nope'] } });
    expect([partly.status, partly.json.itemNotFound.message]).toEqual([404, `QoS spec ${qos_id} has no spec with key nope.`]);
    expect((await qos.show({ qos_id })).qos_specs.specs).toEqual({ total_iops_sec: '1000' });
    await qos.deleteKeys({ qos_id, body: { keys: ['total_iops_sec'] } });
    expect((await qos.show({ qos_id })).qos_specs.specs).toEqual({});
    await qos.delete({ qos_id });
    const gone = await admin['block-storage'].request('GET', `/qos-specs/${qos_id}`);
    expect([gone.status, gone.json.itemNotFound.message]).toEqual([404, `No such QoS spec ${qos_id}.`]);
  });

  it('belong to volume types', async ({ admin, name, later }) => {
    const { qosSpecs: qos, volumeTypes } = admin['block-storage'];
    const { volume_type } = await volumeTypes.create({ body: { volume_type: { name: name('type') } } });
    later(() => volumeTypes.delete({ type_id: volume_type.id }));
    const { qos_specs } = await qos.create({ body: { qos_specs: { name: name('qos') } } });
    const qos_id = qos_specs.id;
    later(() => qos.delete({ qos_id, query: { force: 'True' } }));
    await qos.associate({ qos_id, query: { vol_type_id: volume_type.id } });
    expect((await volumeTypes.show({ type_id: volume_type.id })).volume_type.qos_specs_id).toBe(qos_id);
    const association = { association_type: 'volume_type', name: volume_type.name, id: volume_type.id };
    expect(await qos.listAssociations({ qos_id })).toEqual({ qos_associations: [association] });
    const used = await admin['block-storage'].request('DELETE', `/qos-specs/${qos_id}`);
    expect([used.status, used.json.badRequest.message]).toEqual([400, 'Qos specs still in use.']);
    await qos.disassociate({ qos_id, query: { vol_type_id: volume_type.id } });
    expect(await qos.listAssociations({ qos_id })).toEqual({ qos_associations: [] });
    await qos.associate({ qos_id, query: { vol_type_id: volume_type.id } });
    await qos.disassociateAll({ qos_id });
    expect((await volumeTypes.show({ type_id: volume_type.id })).volume_type.qos_specs_id).toBe(null);
    const none = await admin['block-storage'].request('GET', `/qos-specs/${qos_id}/associate`);
    expect(none.json.badRequest.message).toBe('Volume Type id must not be None.');
  });

  it('are refused where they are no texts, or for nobody', async ({ admin, name }) => {
    const title = name('qos');
    const refusal = async (qos_specs: object) =>
      (await admin['block-storage'].request('POST', '/qos-specs', { json: { qos_specs } })).json.badRequest.message as string;
    expect(await refusal({ name: title, a: 5 })).toBe('Invalid input received: Value for key "a" is not a string or unicode');
    expect(await refusal({ name: title, consumer: 'nope' })).toMatch(/^Invalid qos specs: Valid consumer of QoS specs are: QoSConsumerValues\(/);
    expect(await refusal({ name: ' ' })).toBe("An invalid 'name' value was provided. The 'name' can not be empty.");
  });
});
