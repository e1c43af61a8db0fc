-- Three years together: docs/statistics.md, "Three years together", once more.
CREATE TEMP TABLE in_window AS
WITH newest AS (
    SELECT school, indicator, part, pupils, max(year) AS last FROM taking_part GROUP BY 1, 2, 3, 4
), ending AS (
    -- The newest three years, and the newest block that ends with a year divisible by three.
    SELECT n.*, false AS is_block, n.last AS final FROM newest n
    UNION ALL SELECT n.*, true, n.last / 3 * 3 FROM newest n
), begun AS (
    SELECT n.*, greatest(final - 2, (SELECT max(k.year) FROM fact_break k
                                     WHERE k.indicator = n.indicator AND k.year <= n.final)) AS first
    FROM ending n
)
SELECT t.*, b.last, b.is_block, t.id IN (SELECT id FROM hidden) AS is_hidden,
       e.value AS of_every, e.cohort AS every, e.id IS NOT NULL AS has_every,
       e.id IN (SELECT id FROM hidden) AS every_hidden
FROM taking_part t
JOIN begun b USING (school, indicator, part, pupils)
LEFT JOIN taking_part e ON e.pupils = 'all'
    AND (e.school, e.indicator, e.part, e.year) = (t.school, t.indicator, t.part, t.year)
WHERE t.is_pooled AND t.year BETWEEN b.first AND b.final AND t.cohort IS DISTINCT FROM 0;

CREATE TEMP TABLE spanned AS
SELECT *,
       CASE WHEN is_bounded THEN greatest(cohort * lowest,
                of_every * every - greatest(every - cohort, 0) * highest) ELSE cohort * lowest END AS least_total,
       CASE WHEN is_bounded THEN least(cohort * highest,
                of_every * every - greatest(every - cohort, 0) * lowest) ELSE cohort * highest END AS most_total
FROM (SELECT *, pupils <> 'all' AND has_every AND NOT every_hidden AND coalesce(every, 0) > 0 AS is_bounded
      FROM in_window) w;

CREATE TEMP TABLE pooled AS
WITH whole AS (
    SELECT school, indicator, part, pupils, is_block, min(year) AS first_year, max(year) AS last_year,
           count(*)::int AS years, sum(cohort)::int AS cohort, sum(value * cohort) / sum(cohort) AS value,
           count(*) FILTER (WHERE is_hidden) AS hidden, bool_or(year = last) AS has_last,
           sum(value * cohort) FILTER (WHERE is_hidden) AS left_over,
           sum(least_total) FILTER (WHERE is_hidden) AS least_all,
           sum(most_total) FILTER (WHERE is_hidden) AS most_all
    FROM spanned GROUP BY 1, 2, 3, 4, 5
    HAVING count(*) >= 2 AND bool_and(cohort IS NOT NULL AND year_known) AND sum(cohort) >= 10
), plain AS (
    SELECT * FROM whole WHERE NOT is_block AND has_last AND hidden = 0
), standing AS (
    SELECT * FROM whole w
    WHERE is_block AND hidden > 1 AND pupils IN ('all', 'efsm') AND NOT EXISTS (
        SELECT 1 FROM plain p
        WHERE (p.school, p.indicator, p.part, p.pupils) = (w.school, w.indicator, w.part, w.pupils)
    ) AND NOT EXISTS (
        SELECT 1 FROM spanned y
        WHERE (y.school, y.indicator, y.part, y.pupils) = (w.school, w.indicator, w.part, w.pupils)
          AND y.is_block AND y.is_hidden
          AND (CASE WHEN y.pupils = 'all' THEN y.cohort >= 5 ELSE y.has_every AND y.every_hidden END
               OR least(y.most_total, w.left_over - (w.least_all - y.least_total))
                  - greatest(y.least_total, w.left_over - (w.most_all - y.most_total)) < y.grain)
    )
)
SELECT school, indicator, part, pupils, first_year, last_year, years, cohort, value,
       is_block AS stands_for_hidden
FROM (SELECT * FROM plain UNION ALL SELECT * FROM standing) found;
