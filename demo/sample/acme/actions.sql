-- change: extensions/citext
CREATE EXTENSION IF NOT EXISTS citext;
-- revert
DROP EXTENSION IF EXISTS citext;
-- verify
SELECT 1 / count(*) FROM pg_extension WHERE extname = 'citext';

-- change: extensions/uuid-ossp
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
-- revert
DROP EXTENSION IF EXISTS "uuid-ossp";
-- verify
SELECT 1 / count(*) FROM pg_extension WHERE extname = 'uuid-ossp';

-- change: schemas/acme_7f3a_app_public/schema
CREATE SCHEMA acme_7f3a_app_public;
COMMENT ON SCHEMA acme_7f3a_app_public IS 'What the API shows; not acme_7f3a_app_public_old';
-- revert
DROP SCHEMA acme_7f3a_app_public;
-- verify
SELECT pg_catalog.has_schema_privilege('acme_7f3a_app_public', 'USAGE');

-- change: schemas/acme_7f3a_app_private/schema
CREATE SCHEMA acme_7f3a_app_private;
-- revert
DROP SCHEMA acme_7f3a_app_private;
-- verify
SELECT pg_catalog.has_schema_privilege('acme_7f3a_app_private', 'USAGE');

-- change: schemas/acme_7f3a_app_jobs/schema
CREATE SCHEMA "acme_7f3a_app_jobs";
-- revert
DROP SCHEMA "acme_7f3a_app_jobs";
-- verify
SELECT pg_catalog.has_schema_privilege('acme_7f3a_app_jobs', 'USAGE');

-- change: schemas/acme_7f3a_app_public/tables/users/table
-- requires: schemas/acme_7f3a_app_public/schema, extensions/citext, extensions/uuid-ossp
CREATE TABLE acme_7f3a_app_public.users (
  id uuid NOT NULL DEFAULT uuid_generate_v4(),
  email citext NOT NULL,
  display_name text,
  avatar_url text,
  settings jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN acme_7f3a_app_public.users.display_name IS E'It\'s shown as "name" \\ never empty';
-- revert
DROP TABLE acme_7f3a_app_public.users;
-- verify
SELECT id, email, display_name, avatar_url, settings, created_at FROM acme_7f3a_app_public.users WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/users/constraints/users_pkey
-- requires: schemas/acme_7f3a_app_public/tables/users/table
ALTER TABLE acme_7f3a_app_public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE acme_7f3a_app_public.users ADD CONSTRAINT users_email_key UNIQUE (email);
-- revert
ALTER TABLE acme_7f3a_app_public.users DROP CONSTRAINT users_email_key;
ALTER TABLE acme_7f3a_app_public.users DROP CONSTRAINT users_pkey;
-- verify
SELECT 1 / (count(*) - 1) FROM pg_constraint WHERE conrelid = 'acme_7f3a_app_public.users'::regclass;

-- change: schemas/acme_7f3a_app_public/tables/organizations/table
-- requires: schemas/acme_7f3a_app_public/schema, extensions/citext, extensions/uuid-ossp
CREATE TABLE acme_7f3a_app_public.organizations (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  slug citext NOT NULL UNIQUE,
  name text NOT NULL,
  plan text NOT NULL DEFAULT 'free'::text,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- revert
DROP TABLE acme_7f3a_app_public.organizations;
-- verify
SELECT id, slug, name, plan, created_at FROM acme_7f3a_app_public.organizations WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/memberships/table
-- requires: schemas/acme_7f3a_app_public/tables/users/constraints/users_pkey, schemas/acme_7f3a_app_public/tables/organizations/table
CREATE TABLE acme_7f3a_app_public.memberships (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES acme_7f3a_app_public.organizations (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES acme_7f3a_app_public.users (id) ON DELETE CASCADE,
  role text NOT NULL DEFAULT 'member'::text,
  UNIQUE (organization_id, user_id)
);
-- revert
DROP TABLE acme_7f3a_app_public.memberships;
-- verify
SELECT id, organization_id, user_id, role FROM acme_7f3a_app_public.memberships WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/memberships/indexes/memberships_user_id_idx
-- requires: schemas/acme_7f3a_app_public/tables/memberships/table
CREATE INDEX memberships_user_id_idx ON acme_7f3a_app_public.memberships (user_id);
-- revert
DROP INDEX acme_7f3a_app_public.memberships_user_id_idx;
-- verify
SELECT 'acme_7f3a_app_public.memberships_user_id_idx'::regclass;

-- change: schemas/acme_7f3a_app_public/tables/projects/table
-- requires: schemas/acme_7f3a_app_public/tables/organizations/table
CREATE TABLE acme_7f3a_app_public.projects (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES acme_7f3a_app_public.organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  description text
);
-- revert
DROP TABLE acme_7f3a_app_public.projects;
-- verify
SELECT id, organization_id, name, description FROM acme_7f3a_app_public.projects WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/projects/columns/archived_at/column
-- requires: schemas/acme_7f3a_app_public/tables/projects/table
ALTER TABLE acme_7f3a_app_public.projects ADD COLUMN archived_at timestamptz;
-- revert
ALTER TABLE acme_7f3a_app_public.projects DROP COLUMN archived_at;
-- verify
SELECT archived_at FROM acme_7f3a_app_public.projects WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/projects/indexes/projects_active_idx
-- requires: schemas/acme_7f3a_app_public/tables/projects/columns/archived_at/column
CREATE INDEX projects_active_idx ON acme_7f3a_app_public.projects (organization_id) WHERE archived_at IS NULL;
-- revert
DROP INDEX acme_7f3a_app_public.projects_active_idx;
-- verify
SELECT 'acme_7f3a_app_public.projects_active_idx'::regclass;

-- change: schemas/acme_7f3a_app_public/tables/tasks/table
-- requires: schemas/acme_7f3a_app_public/tables/projects/table
CREATE TABLE acme_7f3a_app_public.tasks (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES acme_7f3a_app_public.projects (id) ON DELETE CASCADE,
  title text NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  estimate interval,
  labels text[] NOT NULL DEFAULT '{}'::text[],
  due_on date,
  CONSTRAINT tasks_state_check CHECK (state IN ('open', 'doing', 'done'))
);
-- revert
DROP TABLE acme_7f3a_app_public.tasks;
-- verify
SELECT id, project_id, title, state, estimate, labels, due_on FROM acme_7f3a_app_public.tasks WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/tasks/columns/position/column
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table
ALTER TABLE acme_7f3a_app_public.tasks ADD COLUMN "position" numeric NOT NULL DEFAULT 0;
-- revert
ALTER TABLE acme_7f3a_app_public.tasks DROP COLUMN "position";
-- verify
SELECT "position" FROM acme_7f3a_app_public.tasks WHERE false;

-- change: schemas/acme_7f3a_app_public/tables/tasks/indexes/tasks_project_id_position_idx
-- requires: schemas/acme_7f3a_app_public/tables/tasks/columns/position/column
CREATE INDEX tasks_project_id_position_idx ON acme_7f3a_app_public.tasks (project_id, "position") INCLUDE (title);
-- revert
DROP INDEX acme_7f3a_app_public.tasks_project_id_position_idx;
-- verify
SELECT 'acme_7f3a_app_public.tasks_project_id_position_idx'::regclass;

-- change: schemas/acme_7f3a_app_public/tables/tasks/indexes/tasks_labels_idx
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table
CREATE INDEX tasks_labels_idx ON acme_7f3a_app_public.tasks USING gin (labels) WITH (fastupdate = off);
-- revert
DROP INDEX acme_7f3a_app_public.tasks_labels_idx;
-- verify
SELECT 'acme_7f3a_app_public.tasks_labels_idx'::regclass;

-- change: schemas/acme_7f3a_app_public/tables/comments/table
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table, schemas/acme_7f3a_app_public/tables/users/constraints/users_pkey
CREATE TABLE acme_7f3a_app_public.comments (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES acme_7f3a_app_public.tasks (id) ON DELETE CASCADE,
  author_id uuid REFERENCES acme_7f3a_app_public.users (id) ON DELETE SET NULL,
  body text NOT NULL CHECK (btrim(body) <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);
-- revert
DROP TABLE acme_7f3a_app_public.comments;
-- verify
SELECT id, task_id, author_id, body, created_at FROM acme_7f3a_app_public.comments WHERE false;

-- change: schemas/acme_7f3a_app_private/tables/api_tokens/table
-- requires: schemas/acme_7f3a_app_private/schema, schemas/acme_7f3a_app_public/tables/users/constraints/users_pkey
CREATE TABLE acme_7f3a_app_private.api_tokens (
  id uuid NOT NULL DEFAULT uuid_generate_v4() PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES acme_7f3a_app_public.users (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL DEFAULT now() + '30 days'::interval
);
-- revert
DROP TABLE acme_7f3a_app_private.api_tokens;
-- verify
SELECT id, user_id, token_hash, expires_at FROM acme_7f3a_app_private.api_tokens WHERE false;

-- change: schemas/acme_7f3a_app_jobs/tables/jobs/table
-- requires: schemas/acme_7f3a_app_jobs/schema
CREATE TABLE acme_7f3a_app_jobs.jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL DEFAULT 'default'::text,
  payload json NOT NULL,
  run_at timestamptz NOT NULL DEFAULT now(),
  attempts int NOT NULL DEFAULT 0
);
-- revert
DROP TABLE acme_7f3a_app_jobs.jobs;
-- verify
SELECT id, queue, payload, run_at, attempts FROM acme_7f3a_app_jobs.jobs WHERE false;

-- change: schemas/acme_7f3a_app_public/procedures/open_tasks/procedure
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table
CREATE FUNCTION acme_7f3a_app_public.open_tasks(project uuid) RETURNS bigint AS $sql$
  SELECT count(*) FROM acme_7f3a_app_public.tasks t WHERE t.project_id = project AND t.state <> 'done';
$sql$ LANGUAGE sql STABLE;
-- revert
DROP FUNCTION acme_7f3a_app_public.open_tasks(uuid);
-- verify
SELECT 'acme_7f3a_app_public.open_tasks(uuid)'::regprocedure;

-- change: schemas/acme_7f3a_app_private/procedures/tg_notify/procedure
-- requires: schemas/acme_7f3a_app_private/schema, schemas/acme_7f3a_app_jobs/tables/jobs/table
CREATE FUNCTION acme_7f3a_app_private.tg_notify() RETURNS trigger AS $body$
DECLARE
  statement text := $q$INSERT INTO acme_7f3a_app_jobs.jobs (queue, payload) VALUES ($1, $2)$q$;
BEGIN
  -- A task that nobody named is nobody's; it's kept quiet.
  IF NEW.title <> '' THEN
    EXECUTE statement USING 'tasks', json_build_object('id', NEW.id, 'title', NEW.title || E'\t;');
  END IF;
  RETURN NEW;
END;
$body$ LANGUAGE plpgsql SECURITY DEFINER;
-- revert
DROP FUNCTION acme_7f3a_app_private.tg_notify();
-- verify
SELECT 'acme_7f3a_app_private.tg_notify()'::regprocedure;

-- change: schemas/acme_7f3a_app_public/tables/tasks/triggers/tasks_notify
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table, schemas/acme_7f3a_app_private/procedures/tg_notify/procedure
CREATE TRIGGER tasks_notify AFTER INSERT ON acme_7f3a_app_public.tasks
  FOR EACH ROW EXECUTE FUNCTION acme_7f3a_app_private.tg_notify();
-- revert
DROP TRIGGER tasks_notify ON acme_7f3a_app_public.tasks;
-- verify
SELECT 1 / count(*) FROM pg_trigger WHERE tgname = 'tasks_notify';

-- change: schemas/acme_7f3a_app_public/tables/tasks/policies/tasks_all
-- requires: schemas/acme_7f3a_app_public/tables/tasks/table, schemas/acme_7f3a_app_public/tables/memberships/table
ALTER TABLE acme_7f3a_app_public.tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY tasks_all ON acme_7f3a_app_public.tasks USING (
  EXISTS (
    SELECT 1
    FROM acme_7f3a_app_public.projects p
    JOIN acme_7f3a_app_public.memberships m ON m.organization_id = p.organization_id
    WHERE p.id = project_id AND m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
  )
);
-- revert
DROP POLICY tasks_all ON acme_7f3a_app_public.tasks;
ALTER TABLE acme_7f3a_app_public.tasks DISABLE ROW LEVEL SECURITY;
-- verify
SELECT 1 / count(*) FROM pg_policies WHERE schemaname = 'acme_7f3a_app_public' AND policyname = 'tasks_all';

-- change: data/welcome
-- requires: schemas/acme_7f3a_app_jobs/tables/jobs/table
INSERT INTO acme_7f3a_app_jobs.jobs (queue, payload) VALUES ('welcome', '{"text": "Zoë’s \"first\" job; it''s here"}');
-- revert
DELETE FROM acme_7f3a_app_jobs.jobs WHERE queue = 'welcome';
