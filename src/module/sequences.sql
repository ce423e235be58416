DECLARE
  target CONSTANT regclass := {table};
  s record;
  reached numeric;
BEGIN
  FOR s IN
    SELECT attname, (pg_identify_object('pg_class'::regclass, seqrelid, 0)).identity AS name, seqincrement > 0 AS ascends,
      seqmin, seqmax
    FROM (
      SELECT objid AS oid, refobjsubid AS attnum FROM pg_depend
      WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = target
        AND deptype IN ('a', 'i')
      UNION
      SELECT refobjid, adnum FROM pg_attrdef AS f
      JOIN pg_depend ON classid = 'pg_attrdef'::regclass AND objid = f.oid AND refclassid = 'pg_class'::regclass
      WHERE adrelid = target
    ) AS behind
    JOIN pg_sequence ON seqrelid = behind.oid
    JOIN pg_attribute AS a ON attrelid = target AND a.attnum = behind.attnum
    WHERE attname IN ({columns})
    ORDER BY attname, name
  LOOP
    -- A value at the sequence's end is none that was drawn, and would leave nothing to draw.
    EXECUTE format(
      CASE WHEN s.ascends THEN 'SELECT trunc(max(%1$I)) FROM %2$s WHERE %1$I >= %3$s AND %1$I < %4$s'
        ELSE 'SELECT trunc(min(%1$I)) FROM %2$s WHERE %1$I > %3$s AND %1$I <= %4$s' END,
      s.attname, {table}, s.seqmin, s.seqmax) INTO reached;
    EXECUTE format(
      'SELECT setval(%1$L, %2$L) FROM %1$s WHERE last_value %3$s %2$L OR last_value = %2$L AND NOT is_called',
      s.name, reached, CASE WHEN s.ascends THEN '<' ELSE '>' END);
  END LOOP;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('the role %I may not move the sequence %s behind the rows of %s: %s',
        current_user, s.name, {table}, SQLERRM),
      HINT = format('GRANT SELECT, UPDATE ON SEQUENCE %1$s TO %2$I; GRANT SELECT ON %3$s TO %2$I; or deploy as their owner.',
        s.name, current_user, {table});
END
