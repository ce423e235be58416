-- The types of PostGIS, where the server has it.
CREATE EXTENSION postgis;
ALTER TABLE app.every_type
  ADD COLUMN c_geometry geometry, ADD COLUMN c_geography geography,
  ADD COLUMN a_geometry geometry[], ADD COLUMN a_geography geography[];
ALTER TABLE app.without_key
  ADD COLUMN c_geometry geometry, ADD COLUMN c_geography geography,
  ADD COLUMN a_geometry geometry[], ADD COLUMN a_geography geography[];
