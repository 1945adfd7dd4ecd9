/**
 * What was asked for, how it went, who decided, and which processes run it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.uuid('id').primary();
    table.text('kind').notNullable();
    table.integer('version').notNullable();
    table.text('title').notNullable();
    table.text('risk').notNullable();
    table.text('entity_ref').nullable();
    table.text('owner_ref').nullable();
    table.text('target_key').notNullable();
    table.jsonb('target').notNullable();
    table.text('environment').nullable();
    table.text('status').notNullable();
    table.text('requested_by').notNullable();
    table.text('surface').notNullable();
    table.text('reason').nullable();
    table.boolean('broke_freeze').notNullable().defaultTo(false);
    table.text('idempotency_key').nullable();
    table.text('request_hash').notNullable();
    table.jsonb('input').notNullable();
    table.jsonb('plan').notNullable();
    table
      .jsonb('details')
      .notNullable()
      .comment('What the phases need; never shown');
    table.text('plan_hash').notNullable();
    table.jsonb('result').nullable();
    table.text('problem').nullable();
    table.uuid('undoes').nullable().references('id').inTable('operations');
    table
      .integer('round')
      .notNullable()
      .defaultTo(1)
      .comment('Grows when a changed plan has to be approved anew');
    table
      .integer('attempt')
      .notNullable()
      .defaultTo(1)
      .comment('Grows with each repetition from the failed phase');
    table.text('cancelled_by').nullable();
    table
      .text('executor_id')
      .nullable()
      .comment('The process that runs it, which alone may act');
    table
      .integer('epoch')
      .notNullable()
      .defaultTo(0)
      .comment('Grows with each process that takes it over');
    table.integer('revision').notNullable().defaultTo(1);
    table.timestamp('requested_at').notNullable();
    table.timestamp('expires_at').nullable();
    table.timestamp('started_at').nullable();
    table.timestamp('finished_at').nullable();
    table.unique(['requested_by', 'idempotency_key']);
    table.index(['requested_at', 'id']);
    table.index(['entity_ref', 'requested_at']);
    table.index(['status']);
    table.index(['undoes']);
  });
  // Two operations never change the same target at once, whoever asks where.
  await knex.raw(
    `create unique index operations_active_target on operations (target_key) where status in ('accepted', 'running')`,
  );
  await knex.schema.createTable('operation_phases', table => {
    table
      .uuid('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.text('name').notNullable();
    table.text('title').notNullable();
    table.text('status').notNullable();
    table.text('message').nullable();
    table.jsonb('links').notNullable();
    table.jsonb('output').nullable();
    table.timestamp('started_at').nullable();
    table.timestamp('finished_at').nullable();
    table.primary(['operation_id', 'position']);
  });
  await knex.schema.createTable('operation_decisions', table => {
    table
      .uuid('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.integer('round').notNullable();
    table.text('decided_by').notNullable();
    table.text('decision').notNullable();
    table.text('reason').nullable();
    table.text('surface').notNullable();
    table.timestamp('decided_at').notNullable();
    table.primary(['operation_id', 'round', 'decided_by']);
  });
  await knex.schema.createTable('operation_executors', table => {
    table.text('id').primary();
    table.timestamp('seen_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_executors');
  await knex.schema.dropTable('operation_decisions');
  await knex.schema.dropTable('operation_phases');
  await knex.schema.dropTable('operations');
};
