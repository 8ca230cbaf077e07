-- Share of figures by label, by site and month.
SELECT
    site,
    strftime(date, '%Y-%m') AS month,
    count(DISTINCT document) AS articles,
    count(*) AS figures,
    round(count(*) FILTER (label = 'sourced') / count(*), 4) AS sourced,
    round(count(*) FILTER (label = 'estimated') / count(*), 4) AS estimated,
    round(count(*) FILTER (label = 'hypothetical') / count(*), 4) AS hypothetical,
    round(count(*) FILTER (label = 'unsupported') / count(*), 4) AS unsupported
FROM figures
WHERE role = 'figure' AND NOT minor
GROUP BY ALL
ORDER BY site NULLS LAST, month NULLS LAST
