import mongoose from 'mongoose';
import { viewModel, viewSchema } from './view-models.js';

describe('models of views', () => {
  const connection = mongoose.createConnection();
  afterAll(() => connection.close());

  it('declare one index for each member that may be queried, on its value and then the key', () => {
    expect(viewSchema({ indexes: ['team', 'due'] }).indexes()).toEqual([
      [{ ix_team: 1, _id: 1 }, { name: 'ix_team' }],
      [{ ix_due: 1, _id: 1 }, { name: 'ix_due' }],
    ]);
  });

  it('are compiled once for a schema, and again where a view is declared differently', () => {
    const [schema, other] = [viewSchema({ indexes: ['team'] }), viewSchema({ indexes: ['due'] })];
    const model = viewModel(connection, 'v_plans_1', schema);
    expect(model.collection.name).toBe('v_plans_1');
    expect(viewModel(connection, 'v_plans_1', schema)).toBe(model);
    expect(viewModel(connection, 'v_plans_1', other).schema).toBe(other);
  });

  it('make no collection and no index by themselves: what another copy drops stays dropped', () => {
    const { schema } = viewModel(connection, 'v_plans_1', viewSchema({ indexes: [] }));
    expect([schema.get('autoCreate'), schema.get('autoIndex')]).toEqual([false, false]);
  });

  it('refuse a filter by a member that no document has', async () => {
    const model = viewModel(connection, 'v_plans_1', viewSchema({ indexes: ['team'] }));
    await expect(model.find().where('ix_taem', 'north').exec()).rejects.toThrow(/ix_taem.*not in schema/);
  });
});
