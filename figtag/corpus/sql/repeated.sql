-- Unsupported figures with the same value, unit and property, or noun counted, in several articles.
SELECT
    count(DISTINCT document) AS articles,
    count(DISTINCT site) AS sites,
    min(shown) AS figure,
    low_exact AS low,
    high_exact AS high,
    unit,
    lower(coalesce(property, counted)) AS property,
    min(date) AS first,
    min(document) AS document
FROM figures
WHERE role = 'figure' AND NOT minor AND label = 'unsupported' AND coalesce(property, counted) IS NOT NULL
GROUP BY low_exact, high_exact, unit, lower(coalesce(property, counted))
HAVING count(DISTINCT document) > 1
ORDER BY articles DESC, sites DESC, property, unit, low, high
