-- Values that an API delivers whole, a table for each golden case of the generator that is about types. What a real
-- server answers for these rows is in served.json: `live/answers.mjs` wrote it.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE SCHEMA app;

CREATE TABLE app.numbers (
  id int4 PRIMARY KEY, small int2, big int8, single float4, double float8, amount numeric, price money, object oid,
  all_amounts numeric[], all_prices money[]
);
INSERT INTO app.numbers VALUES
  (1, -32768, 9007199254740993, 0.1, 1e-7, 123456789012345678901234567890.12345678900, 12.30, 2147483647,
    '{1.50,NULL,-0.000}', '{12.30,NULL,100}'),
  (2, 32767, -9223372036854775808, 16777216, 1e21, 'NaN', -1234567.89, 0, '{NaN,Infinity,1e-20}', '{NULL}'),
  (3, 0, 9223372036854775807, 1.17549435e-38, 5e-324, '-Infinity', 0, 1, '{}', '{}'),
  (4, NULL, NULL, 3.4028235e+38, 1.7976931348623157e308, 1e-20, 0.01, NULL, NULL, NULL),
  (5, 1, 1, 1e15, 100000, -0.50, 1000000, 1, '{1e3}', '{-0.10}'),
  (6, NULL, NULL, 123456.7, 0.3333333333333333, 1000, NULL, NULL, NULL, NULL),
  (7, NULL, NULL, 1e-5, 123456789012345680, 0, NULL, NULL, NULL, NULL);

CREATE TABLE app.moments (
  id int4 PRIMARY KEY, day date, at_time time, zoned_time timetz, at timestamp, instant timestamptz, every interval,
  all_days date[]
);
INSERT INTO app.moments VALUES
  (1, '2024-02-29', '03:04:05.5', '01:04:05.500001+00', '2024-01-02 03:04:05.678901', '2024-01-02 03:04:05.678901+05',
    '1 year 1 mon -2 days 03:04:05.600001', '{2024-02-29,NULL}'),
  (2, '0099-12-31', '00:00:00', '00:00:00+00', '0099-12-31 23:59:59.999999', '0099-01-01 00:00:00.5+00',
    '-1 days +02:03:00', '{0001-01-01,12345-01-01}'),
  (3, '294276-12-31', '23:59:59.999999', '23:59:59+00', '294276-12-31 23:59:59', '294276-12-31 23:59:59+00',
    '-1 mon -3 days -04:05:06', '{}'),
  (4, NULL, NULL, NULL, NULL, NULL, '0', NULL),
  (5, '1900-02-28', '12:00:00.1', '12:00:00.1+00', '2000-02-29 00:00:00', '1883-11-18 12:03:58-04:56:02', NULL, NULL);

CREATE TABLE app.ranges (
  id int4 PRIMARY KEY, span int4range, big_span int8range, amounts numrange,
  days daterange NOT NULL, period tsrange NOT NULL, instants tstzrange NOT NULL, all_spans int4range[]
);
INSERT INTO app.ranges VALUES
  (1, '[1,5]', '(,9007199254740993)', '(1.50,2]', '[2024-01-01,2024-02-01)',
    '[2024-01-01 00:00,2024-02-01 01:02:03.4]', '(2024-01-01 00:00+02,)', '{"[1,5)",NULL,"(,0)"}'),
  (2, NULL, NULL, NULL, '(,0099-01-01)', '(,12345-01-01 00:00:00.000001)', '[0099-01-01 00:00+00,2024-01-01 00:00+00)',
    '{}'),
  (3, '[-2147483648,)', '[-9223372036854775808,0)', '[-1e-7,)', '[2024-02-29,)', '[2024-02-29 12:00,2024-02-29 12:00]',
    '[2024-01-01 00:00:00.5+00,)', NULL);

CREATE TABLE app.shapes (
  id int4 PRIMARY KEY, point point, segment lseg, box box, path path, polygon polygon, circle circle, all_points point[]
);
INSERT INTO app.shapes VALUES
  (1, '(1.5,-2.5)', '[(0,0),(1,1.5)]', '(1,2),(3,4)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(1,2),3>',
    '{"(1,2)",NULL}'),
  (2, '(1e-7,1e300)', '[(1e15,1e-5),(5e-324,0.1)]', '(0,0),(0,0)', '((0,0),(1,1))', '((0.1,1e21))', '<(0,0),1e-7>', '{}'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE app.texts (
  id int4 PRIMARY KEY, padded char(5), letter "char", name name, short varchar(40), email citext,
  document json, binary_document jsonb, json_path jsonpath, markup xml, all_documents jsonb[], all_markup xml[]
);
INSERT INTO app.texts VALUES
  (1, 'ab', 'c', 'n', E'it''s \\ "x"\n\u00e9\u200f', 'A@b.C', '{"a":[1,null,"x"],"é":1.5}',
    '{"bb":1.5,"a":1e-7,"c":[1,"x\u0001",null],"d":{},"é":"\u2028\"\\"}', 'strict $.a[*] ? (@ > 1)', '<a/>text &amp;',
    '{"{\"b\":1,\"a\":[true,1e21]}",NULL,"\"x\""}', '{"<a x=\"1\"/>",NULL}'),
  (2, '', '\', 'NULL', 'NULL', '', '"str"', '"str"', '$', '<?xml version="1.0"?><a/>', '{}', '{}'),
  (3, NULL, NULL, NULL, '\N', NULL, 'false', 'false', NULL, '', NULL, NULL),
  (4, 'abcde', '''', '"', '{}', '{a,NULL}', '0', '0', NULL, NULL, '{0,"\"\"","{}","[]"}', NULL),
  (5, NULL, NULL, NULL, E'\u0001\t\r\b\x0b\x7f', NULL, '""', '""', NULL, NULL, NULL, NULL),
  (6, NULL, NULL, NULL, '🙂', NULL, '[]', '{"2":1,"10":2,"1":3,"":4,"b":9007199254740991}', NULL, NULL, NULL, NULL),
  (7, NULL, NULL, NULL, NULL, NULL, '{}', '[{"k":[[],[{}],-0.001,12345678901]}]', NULL, NULL, NULL, NULL);

CREATE TABLE app.verbatim (
  id int4 PRIMARY KEY, bytes bytea, bits bit(5), some_bits varbit, address inet, network cidr, mac macaddr,
  long_mac macaddr8, tree ltree, pairs hstore, all_bytes bytea[], all_pairs hstore[]
);
INSERT INTO app.verbatim VALUES
  (1, '\xdeadbeef00', '10101', '101', '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
    'a.b_1.C', '"k"=>"v", "nn"=>NULL, "q\"q"=>"b\\s", "é"=>"", "b"=>"NULL"', '{"\\xdead",NULL,"\\x"}',
    '{"\"a\"=>\"1,2\"",NULL}'),
  (2, '', '00000', '', '::1', '::/0', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff', '', '', '{}', '{}'),
  (3, NULL, NULL, NULL, '2001:db8::1/64', '192.168.0.1/32', NULL, NULL, NULL, NULL, NULL, NULL),
  (4, '\x00ff5c27', NULL, NULL, '0.0.0.0/0', '2001:db8::/32', NULL, NULL, NULL, '"10"=>"a", "9"=>"b", "01"=>"c"', NULL, NULL);
