-- The changes as the API of August 2026 has them: a view, without a key, a category or an action.

CREATE SCHEMA db_migrate_private;
ALTER TABLE db_migrate.sql_actions SET SCHEMA db_migrate_private;

CREATE VIEW db_migrate.sql_actions AS
SELECT action_id, action_name, actor_id, content, created_at, database_id, deploy, deps, id, name, payload, revert, verify
FROM db_migrate_private.sql_actions;
