-- The sources that most articles rely on, by name, else by the host of their address.
WITH named AS (
    SELECT
        *,
        coalesce(source_name, nullif(regexp_extract(source_url, '^https?://(?:www\.)?([^/:?#]+)', 1), '')) AS name
    FROM figures
    WHERE role = 'figure' AND NOT minor AND label = 'sourced'
)
SELECT
    min(name) AS source,
    count(DISTINCT document) AS articles,
    count(DISTINCT site) AS sites,
    count(*) AS figures,
    min(source_url) AS url
FROM named
WHERE name IS NOT NULL
GROUP BY lower(name)
ORDER BY articles DESC, figures DESC, source
