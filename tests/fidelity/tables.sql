-- A column of every type but those of PostGIS, one table with a key and one without. What a value of each type may be stands in values.rs.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;

CREATE SCHEMA kinds;
CREATE TYPE kinds.mood AS ENUM ('sad', 'not so glad', 'it''s "ok"', 'back\slash', 'NULL', '', 'ü{,}');
CREATE TYPE kinds.pair AS (amount numeric, label text, at timestamptz, notes text[]);
CREATE DOMAIN kinds.email AS citext;
CREATE DOMAIN kinds.positive AS int4 CHECK (VALUE > 0);
CREATE DOMAIN kinds.tags AS text[];

CREATE SCHEMA app;
CREATE TABLE app.every_type (
  id int4 PRIMARY KEY,
  c_bool bool, c_int2 int2, c_int4 int4, c_int8 int8,
  c_float4 float4, c_float8 float8, c_numeric numeric, c_scaled numeric(12, 3), c_money money, c_oid oid,
  c_text text, c_varchar varchar(40), c_bpchar char(40), c_name name, c_char "char", c_citext citext,
  c_email kinds.email, c_positive kinds.positive, c_tags kinds.tags, c_mood kinds.mood, c_pair kinds.pair,
  c_uuid uuid, c_bytea bytea,
  c_date date, c_time time, c_timetz timetz, c_timestamp timestamp, c_timestamptz timestamptz, c_interval interval,
  c_json json, c_jsonb jsonb, c_jsonpath jsonpath, c_xml xml,
  c_inet inet, c_cidr cidr, c_macaddr macaddr, c_macaddr8 macaddr8, c_bit bit(5), c_varbit varbit, c_lsn pg_lsn,
  c_tsvector tsvector, c_tsquery tsquery,
  c_ltree ltree, c_lquery lquery, c_ltxtquery ltxtquery, c_hstore hstore,
  c_int4range int4range, c_int8range int8range, c_numrange numrange,
  c_daterange daterange, c_tsrange tsrange, c_tstzrange tstzrange,
  c_int4multirange int4multirange, c_nummultirange nummultirange, c_tstzmultirange tstzmultirange,
  c_point point, c_line line, c_lseg lseg, c_box box, c_path path, c_polygon polygon, c_circle circle,
  a_bool bool[], a_int2 int2[], a_int4 int4[], a_int8 int8[],
  a_float4 float4[], a_float8 float8[], a_numeric numeric[], a_money money[], a_oid oid[],
  a_text text[], a_varchar varchar(40)[], a_bpchar char(40)[], a_name name[], a_char "char"[], a_citext citext[],
  a_email kinds.email[], a_positive kinds.positive[], a_mood kinds.mood[], a_pair kinds.pair[],
  a_uuid uuid[], a_bytea bytea[],
  a_date date[], a_time time[], a_timetz timetz[], a_timestamp timestamp[], a_timestamptz timestamptz[],
  a_interval interval[],
  a_json json[], a_jsonb jsonb[], a_jsonpath jsonpath[], a_xml xml[],
  a_inet inet[], a_cidr cidr[], a_macaddr macaddr[], a_macaddr8 macaddr8[], a_bit bit(5)[], a_varbit varbit[],
  a_lsn pg_lsn[],
  a_tsvector tsvector[], a_tsquery tsquery[], a_ltree ltree[], a_lquery lquery[], a_ltxtquery ltxtquery[],
  a_hstore hstore[],
  a_int4range int4range[], a_numrange numrange[], a_daterange daterange[], a_tsrange tsrange[],
  a_tstzrange tstzrange[], a_int4multirange int4multirange[],
  a_point point[], a_line line[], a_lseg lseg[], a_box box[], a_path path[], a_polygon polygon[], a_circle circle[]
);
CREATE TABLE app.without_key (LIKE app.every_type);
