"""The table of comparisons, partitioned by run, and the two functions with which the application's role may
open and drop a run's partition without owning the table."""

from django.db import migrations

CREATE = """
CREATE TABLE schools_comparison (
    run_id bigint NOT NULL REFERENCES schools_comparisonrun (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    school_id bigint NOT NULL REFERENCES schools_school (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    indicator_id bigint NOT NULL REFERENCES schools_indicator (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    year smallint NOT NULL,
    part varchar(10) NOT NULL DEFAULT '',
    value double precision NOT NULL,
    previous double precision,
    benchmark_group smallint,
    group_size smallint,
    percentile double precision CHECK (percentile BETWEEN 0 AND 100),
    quarter smallint CHECK (quarter BETWEEN 1 AND 4),
    expected double precision,
    residual double precision,
    withheld varchar(20) NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, school_id, indicator_id, year, part)
) PARTITION BY LIST (run_id);

CREATE INDEX schools_comparison_by_indicator ON schools_comparison (indicator_id, year);

CREATE FUNCTION open_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS schools_comparison_run_%s', run);
    EXECUTE format(
        'CREATE TABLE schools_comparison_run_%s PARTITION OF schools_comparison FOR VALUES IN (%s)', run, run
    );
END $$;

CREATE FUNCTION drop_comparison_partition(run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM schools_comparisonrun WHERE id = run AND state = 'current') THEN
        RAISE EXCEPTION 'run % is current', run;
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS schools_comparison_run_%s', run);
END $$;
"""

DROP = """
DROP FUNCTION drop_comparison_partition(bigint);
DROP FUNCTION open_comparison_partition(bigint);
DROP TABLE schools_comparison;
"""


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
