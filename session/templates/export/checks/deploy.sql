-- Nothing of this is kept: the tests look at what the modules have put into the database.
BEGIN;
CALL pgmi_test();
ROLLBACK;
