-- docs/statistics.md once more, as questions to PostgreSQL: percentile_cont for cut points, window functions
-- for places, regr_… for lines, sums for means. Written from that page alone.

-- What takes part.
CREATE TEMP TABLE taking_part AS
SELECT r.*, s.phase, s.medium, s.authority, i.code, i.direction, i.unit, i.decimals, i.lowest, i.highest,
       i.is_mean, i.is_pooled, i.benchmarked,
       r.cohort IS NOT NULL AND r.cohort < CASE WHEN r.pupils = 'all' THEN 5 ELSE 10 END AS few,
       CASE WHEN i.unit = 'percent' THEN 50.0 ELSE r.cohort * 10.0 ^ -i.decimals END AS grain
FROM fact_result r
JOIN fact_school s ON s.id = r.school
JOIN fact_indicator i ON i.id = r.indicator
WHERE r.value IS NOT NULL
  AND (i.unpublished_from IS NULL OR r.year < i.unpublished_from)
  AND (s.opened IS NULL OR extract(year FROM s.opened) <= r.year)
  AND (s.closed IS NULL OR s.closed >= make_date(r.year - 1, 9, 1));

-- What is displayed. One row for every group of pupils beside the figure of all of its table.
CREATE TEMP TABLE beside AS
SELECT a.id AS every, g.id AS own, g.few AND g.cohort > 0 AS is_few, g.pupils,
       coalesce(g.cohort, 0) > 0 AND CASE
           WHEN a.cohort IS NULL THEN a.value <= a.lowest OR a.value >= a.highest
           ELSE least(g.cohort * g.highest, a.value * a.cohort - greatest(a.cohort - g.cohort, 0) * g.lowest)
              - greatest(g.cohort * g.lowest, a.value * a.cohort - greatest(a.cohort - g.cohort, 0) * g.highest)
              < g.grain
       END AS is_given_away
FROM taking_part a
JOIN taking_part g USING (school, indicator, part, year)
WHERE a.pupils = 'all' AND g.pupils <> 'all' AND NOT a.few;

CREATE TEMP TABLE hidden AS
WITH found AS (
    SELECT every, bool_or(is_given_away) AS gives_away FROM beside GROUP BY every HAVING bool_or(is_few)
)
SELECT id FROM taking_part WHERE few
UNION SELECT own FROM beside JOIN found USING (every)
UNION SELECT every FROM found WHERE gives_away;

CREATE TEMP TABLE used AS
SELECT t.*,
       cohort IS NULL OR cohort >= 10 AS in_full,
       part = '' AND phase = ANY (benchmarked) AS is_benchmarked
FROM taking_part t WHERE id NOT IN (SELECT id FROM hidden);
CREATE INDEX ON used (school, indicator, year);
ANALYZE used;

-- Free school meals: of the year or, where there is none, of the latest before.
CREATE TEMP TABLE school_year AS
SELECT sy.school, sy.year,
       (SELECT value FROM used f WHERE f.school = sy.school AND f.code = 'fsm' AND f.part = ''
          AND f.pupils = 'all' AND f.year <= sy.year ORDER BY f.year DESC LIMIT 1) AS fsm,
       (SELECT value FROM used f WHERE f.school = sy.school AND f.code = 'pupils' AND f.part = ''
          AND f.pupils = 'all' AND f.year <= sy.year ORDER BY f.year DESC LIMIT 1) AS on_roll
FROM (SELECT DISTINCT school, year FROM used) sy;

CREATE TEMP TABLE cell AS
SELECT u.*, f.fsm, f.on_roll,
       CASE WHEN u.is_benchmarked AND EXISTS (
                SELECT 1 FROM fact_band b WHERE b.phase = u.phase AND b.valid_from <= u.year)
            THEN coalesce((
                SELECT min(b.number) FROM fact_band b
                WHERE b.phase = u.phase AND f.fsm <= b.upper AND b.valid_from = (
                    SELECT max(valid_from) FROM fact_band WHERE phase = u.phase AND valid_from <= u.year)), 0)
       END AS grp
FROM used u JOIN school_year f USING (school, year);
CREATE INDEX ON cell (school, indicator, year, part, pupils);
CREATE INDEX ON cell (indicator, phase, year, pupils, grp);
ANALYZE cell;

-- Cut points, of each group and of the whole phase.
CREATE TEMP TABLE cut AS
WITH member AS (
    SELECT indicator, phase, year, pupils, 0 AS grp, value FROM cell WHERE part = ''
    UNION ALL
    SELECT indicator, phase, year, pupils, grp, value FROM cell WHERE part = '' AND grp > 0
), own AS (
    SELECT indicator, phase, year, pupils, grp, count(*)::int AS schools, min(value) AS lowest,
           percentile_cont(0.25) WITHIN GROUP (ORDER BY value) AS q1,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
           percentile_cont(0.75) WITHIN GROUP (ORDER BY value) AS q3,
           max(value) AS highest
    FROM member GROUP BY 1, 2, 3, 4, 5
)
SELECT indicator, phase, year, pupils, grp, schools, own.lowest, coalesce(b.lower, q1) AS q1,
       coalesce(b.median, own.median) AS median, coalesce(b.upper, q3) AS q3, own.highest,
       b.lower IS NOT NULL AS official
FROM own LEFT JOIN (SELECT 'all' AS pupils, * FROM fact_boundary) b USING (indicator, phase, year, pupils, grp);

-- Percentile: a window over the group. rank() counts those before, the peers are the ties.
CREATE TEMP TABLE place AS
SELECT id, size,
       100.0::float8 * ((CASE WHEN direction = 'higher' THEN below ELSE above END) - 1 + ties / 2.0) / size
           AS percentile
FROM (
    SELECT id, direction, count(*) OVER of_group AS size, count(*) OVER of_group_at_value AS ties,
           rank() OVER (PARTITION BY indicator, phase, year, pupils, grp ORDER BY value) AS below,
           rank() OVER (PARTITION BY indicator, phase, year, pupils, grp ORDER BY value DESC) AS above
    FROM cell WHERE part = '' AND grp > 0
    WINDOW of_group AS (PARTITION BY indicator, phase, year, pupils, grp),
           of_group_at_value AS (PARTITION BY indicator, phase, year, pupils, grp, value)
) ranked;

-- Lines, and what lies beside them.
CREATE TEMP TABLE line AS
SELECT indicator, phase, year, pupils, count(*)::int AS schools, regr_intercept(value, fsm) AS intercept,
       regr_slope(value, fsm) AS slope,
       CASE WHEN min(value) < max(value) THEN corr(value, fsm) END AS correlation
FROM cell WHERE is_benchmarked AND fsm IS NOT NULL AND in_full
GROUP BY 1, 2, 3, 4 HAVING count(*) >= 5 AND min(fsm) < max(fsm);

-- Noise: squares on 1 / cohort; where it slopes down, or a cohort is not known, all of it is between.
CREATE TEMP TABLE off_line AS
SELECT indicator, phase, year, pupils, (value - intercept - slope * fsm) ^ 2 AS square,
       CASE WHEN cohort IS NOT NULL THEN 1.0::float8 / cohort END AS share
FROM cell JOIN line USING (indicator, phase, year, pupils)
WHERE is_benchmarked AND fsm IS NOT NULL AND in_full;

CREATE TEMP TABLE line_noise AS
WITH fit AS (
    SELECT indicator, phase, year, pupils, sum(square) AS squares, avg(square) AS mean,
           count(*)::float8 / greatest(count(*) - 2, 1) AS spare,
           count(share) = count(*) AND min(share) < max(share) AS is_known,
           regr_slope(square, share) AS slope, regr_intercept(square, share) AS intercept,
           sum(share * square) / sum(share ^ 2) AS through_zero
    FROM off_line GROUP BY 1, 2, 3, 4
)
SELECT indicator, phase, year, pupils, squares,
       CASE WHEN NOT is_known OR slope <= 0 THEN mean WHEN intercept < 0 THEN 0 ELSE intercept END * spare
           AS between_square,
       CASE WHEN NOT is_known OR slope <= 0 THEN 0 WHEN intercept < 0 THEN through_zero ELSE slope END * spare
           AS within_square
FROM fit;

-- The year before, and the noise of changes.
CREATE TEMP TABLE change AS
SELECT c.id, c.indicator, c.phase, c.year, c.pupils, b.value AS previous, c.value - b.value AS step,
       c.part = '' AND c.in_full AND b.in_full AS is_judged,
       1.0::float8 / nullif(c.cohort, 0) + 1.0::float8 / nullif(b.cohort, 0) AS share
FROM cell c
JOIN cell b ON (b.school, b.indicator, b.part, b.pupils, b.year)
             = (c.school, c.indicator, c.part, c.pupils, c.year - 1)
WHERE b.year_known AND c.year_known
  AND NOT EXISTS (SELECT 1 FROM fact_break k WHERE k.indicator = c.indicator AND k.year = c.year);

CREATE TEMP TABLE change_noise AS
WITH apart AS (
    SELECT indicator, phase, year, pupils, share,
           (step - avg(step) OVER (PARTITION BY indicator, phase, year, pupils)) ^ 2 AS square
    FROM change WHERE is_judged
), fit AS (
    SELECT indicator, phase, year, pupils, avg(square) AS mean,
           count(*)::float8 / greatest(count(*) - 1, 1) AS spare,
           count(share) = count(*) AND min(share) < max(share) AS is_known,
           regr_slope(square, share) AS slope, regr_intercept(square, share) AS intercept,
           sum(share * square) / sum(share ^ 2) AS through_zero
    FROM apart GROUP BY 1, 2, 3, 4 HAVING count(*) >= 20
)
SELECT indicator, phase, year, pupils,
       CASE WHEN NOT is_known OR slope <= 0 THEN mean WHEN intercept < 0 THEN 0 ELSE intercept END * spare
           AS between_square,
       CASE WHEN NOT is_known OR slope <= 0 THEN 0 WHEN intercept < 0 THEN through_zero ELSE slope END * spare
           AS within_square
FROM fit;

-- Everything about one school's figure.
CREATE TEMP TABLE comparison AS
WITH joined AS (
    SELECT c.*, h.previous, h.step, h.is_judged, h.share,
           p.size, p.percentile, q.q1, q.median, q.q3,
           CASE WHEN c.direction = 'none' OR cardinality(c.benchmarked) = 0 THEN 'context'
                WHEN c.grp IS NULL THEN 'no_group'
                WHEN c.grp = 0 THEN 'no_fsm'
                WHEN p.size < 5 THEN 'few_schools'
                WHEN NOT c.in_full THEN 'few_pupils' ELSE '' END AS withheld,
           CASE WHEN c.is_benchmarked AND c.in_full THEN l.intercept + l.slope * c.fsm END AS expected,
           l.schools AS on_line,
           1.96 * sqrt(ln.between_square + ln.within_square * coalesce(1.0::float8 / nullif(c.cohort, 0), 0))
               AS around,
           1.96 * sqrt(cn.between_square + cn.within_square * coalesce(h.share, 0)) AS around_change
    FROM cell c
    LEFT JOIN place p ON p.id = c.id
    LEFT JOIN change h ON h.id = c.id
    LEFT JOIN cut q ON c.part = '' AND c.grp > 0
        AND (q.indicator, q.phase, q.year, q.pupils, q.grp) = (c.indicator, c.phase, c.year, c.pupils, c.grp)
    LEFT JOIN line l ON (l.indicator, l.phase, l.year, l.pupils) = (c.indicator, c.phase, c.year, c.pupils)
    LEFT JOIN line_noise ln
        ON (ln.indicator, ln.phase, ln.year, ln.pupils) = (c.indicator, c.phase, c.year, c.pupils)
    LEFT JOIN change_noise cn
        ON (cn.indicator, cn.phase, cn.year, cn.pupils) = (c.indicator, c.phase, c.year, c.pupils)
)
SELECT school, indicator, year, part, pupils, value, previous, fsm, nullif(grp, 0) AS "group", size,
       CASE WHEN withheld = '' THEN percentile END AS percentile,
       CASE WHEN withheld <> '' THEN NULL
            WHEN direction = 'higher' THEN CASE WHEN value >= q3 THEN 1 WHEN value >= median THEN 2
                                                WHEN value >= q1 THEN 3 ELSE 4 END
            ELSE CASE WHEN value <= q1 THEN 1 WHEN value <= median THEN 2 WHEN value <= q3 THEN 3 ELSE 4 END
       END AS quarter,
       expected, value - expected AS residual,
       CASE WHEN expected IS NOT NULL THEN around END AS band,
       CASE WHEN expected IS NULL OR on_line < 20 THEN ''
            WHEN value - expected < -around THEN 'below' WHEN value - expected > around THEN 'above'
            ELSE 'in_line' END AS verdict,
       CASE WHEN is_judged IS NOT TRUE OR around_change IS NULL THEN ''
            WHEN step < -around_change THEN 'fell' WHEN step > around_change THEN 'rose'
            ELSE 'steady' END AS trend,
       withheld
FROM joined;

-- Sums over parts of the region, and all of Wales.
CREATE TEMP TABLE figure AS
WITH member AS (
    SELECT c.*, n.nation, n.of_authority, n.of_phase, n.of_medium,
           coalesce(cohort::float8, on_roll) AS weight,
           CASE WHEN fsm IS NOT NULL AND in_full AND code <> 'fsm' THEN fsm END AS x
    FROM cell c
    CROSS JOIN LATERAL (
        SELECT true AS nation, NULL::int AS of_authority, p AS of_phase, '' AS of_medium
        FROM unnest(ARRAY['', c.phase]) p
        UNION ALL
        SELECT false, a, p, m
        FROM unnest(ARRAY[NULL, c.authority]) a, unnest(ARRAY['', c.phase]) p, unnest(ARRAY['', c.medium]) m
        WHERE c.authority IS NOT NULL AND (c.pupils = 'all' OR m = '')
    ) n
    WHERE c.part = ''
)
SELECT nation, of_authority AS authority, indicator, of_phase AS phase, of_medium AS medium, year, pupils,
       count(*)::int AS schools, min(value) AS lowest,
       percentile_cont(0.25) WITHIN GROUP (ORDER BY value) AS q1,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
       percentile_cont(0.75) WITHIN GROUP (ORDER BY value) AS q3,
       max(value) AS highest,
       CASE WHEN nation THEN ARRAY[]::float8[] ELSE array_agg(value ORDER BY value) END AS values,
       CASE WHEN bool_and(is_mean) AND sum(weight) > 0
            THEN sum(weight * value) / sum(weight) FILTER (WHERE weight IS NOT NULL) END AS mean,
       CASE WHEN count(x) >= 5 AND min(x) < max(x)
                 AND min(value) FILTER (WHERE x IS NOT NULL) < max(value) FILTER (WHERE x IS NOT NULL)
            THEN corr(value, x) END AS correlation,
       count(x)::int AS correlated
FROM member GROUP BY 1, 2, 3, 4, 5, 6, 7;
