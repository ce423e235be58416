-- The tables of the blog, in two schemas, with a few rows.

CREATE SCHEMA blog;
CREATE SCHEMA stats;

CREATE TYPE blog.state AS ENUM ('draft', 'published', 'taken_down');

CREATE TABLE blog.authors (
  id uuid PRIMARY KEY,
  full_name text NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE blog.posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author_id uuid NOT NULL REFERENCES blog.authors,
  title text NOT NULL,
  state blog.state NOT NULL DEFAULT 'draft',
  sha256_sum bytea,
  rating numeric(4, 2),
  labels text[] NOT NULL DEFAULT '{}',
  published_on date
);
CREATE INDEX ON blog.posts (author_id);
CREATE INDEX ON blog.posts (state);

-- A key of two columns.
CREATE TABLE blog.post_links (
  from_post bigint NOT NULL REFERENCES blog.posts,
  to_post bigint NOT NULL REFERENCES blog.posts,
  note text,
  PRIMARY KEY (from_post, to_post)
);

-- Another schema, and no foreign key that the API knows of.
CREATE TABLE stats.visits (
  id bigint PRIMARY KEY,
  post_id bigint NOT NULL REFERENCES blog.posts,
  at timestamptz NOT NULL
);

-- A view has no key.
CREATE VIEW blog.titles AS SELECT id AS post_id, title FROM blog.posts WHERE state = 'published';

INSERT INTO blog.authors VALUES
  ('00000000-0000-4000-8000-00000000000a', 'Ada', '2024-02-29 12:00:00.000001+00'),
  ('00000000-0000-4000-8000-00000000000b', 'Børge', '2024-03-01 00:00:00+00');

INSERT INTO blog.posts (author_id, title, state, rating, labels, published_on)
SELECT CASE n % 2 WHEN 0 THEN '00000000-0000-4000-8000-00000000000a'::uuid
                  ELSE '00000000-0000-4000-8000-00000000000b'::uuid END,
       'Post ' || n,
       CASE n % 5 WHEN 0 THEN 'draft' WHEN 1 THEN 'taken_down' ELSE 'published' END::blog.state,
       n / 100.0,
       ARRAY['n' || n, NULL],
       DATE '2024-01-01' + n
FROM generate_series(1, 250) AS n;

INSERT INTO blog.post_links SELECT n, n + 1, NULL FROM generate_series(1, 30) AS n;
INSERT INTO stats.visits SELECT n, 1 + n % 250, '2024-05-01 00:00:00+00' FROM generate_series(1, 40) AS n;
