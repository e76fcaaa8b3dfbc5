-- What the verb correlate decides of every pair of a producer and a broker, as Spark SQL over a view "records" of the agent's records, for fleets
-- whose records lie in a lake (the schema is needed: without it a field that no record has, as outcome in a healthy fleet, would be no column):
--   spark.read.schema("time STRING, event STRING, outcome STRING, verdict STRING, host STRING, local_ip STRING, peer_ip STRING, peer_port INT, "
--     + "node_id STRING, server_name STRING").json("s3://.../*.jsonl").createOrReplaceTempView("records")
-- A producer is a host and its local address, since containers on many hosts have the same one; a broker is an address and a port, since many may
-- stand behind one address. node_id and server_name are what people call it.
-- The rules are those of io.kafkatcp.correlate.Rules, and a test holds both to the same verdicts. Neighbour tables and inventory are the command line's
-- alone.
WITH signs AS (
  SELECT p, b, host, local_ip, peer_ip, peer_port, node_id, server_name, ms, CAST(floor(ms / 60000) AS BIGINT) AS minute,
         -- within a minute from there it was reached, and in which minute nobody knows
         CAST(floor(ms / 60000) AS BIGINT) + alive AS until_minute, sign FROM (
  SELECT concat(coalesce(host, ''), ' ', local_ip) AS p, concat(peer_ip, ' ', coalesce(peer_port, 0)) AS b,
         host, local_ip, peer_ip, coalesce(peer_port, 0) AS peer_port, node_id, server_name,
         -- connection_alive tells of the minute that is over
         unix_millis(to_timestamp(time)) - CASE WHEN event = 'connection_alive' THEN 60000 ELSE 0 END AS ms,
         CASE WHEN event = 'connection_alive' THEN 1 ELSE 0 END AS alive,
         CASE
           WHEN event IN ('connection_opened', 'connection_alive') OR event = 'post_idle_send' AND outcome IN ('answered', 'acknowledged') THEN 'ok'
           -- somebody answered the SYN: for the network that is a success
           WHEN event = 'connect_failed' AND (outcome IN ('tls', 'auth', 'reset')
                OR outcome = 'timeout' AND verdict IN ('broker_silent', 'handshake_unacknowledged')) THEN 'answered'
           -- its SYN did not leave the producer's own host
           WHEN event = 'connect_failed' AND outcome = 'timeout' AND verdict = 'conntrack_full' THEN 'other'
           WHEN event = 'connect_failed' AND outcome IN ('timeout', 'unreachable', 'refused') THEN outcome
           ELSE 'other'
         END AS sign
  FROM records
  WHERE local_ip IS NOT NULL AND peer_ip IS NOT NULL
    AND (event IN ('connection_opened', 'connection_alive', 'connect_failed') OR event = 'post_idle_send' AND outcome IN ('answered', 'acknowledged')))
),
pairs AS (
  SELECT p, b, first(host) AS host, first(local_ip) AS local_ip, first(peer_ip) AS peer_ip, first(peer_port) AS peer_port,
         max(node_id) AS node_id, max(server_name) AS server_name,
         count_if(sign = 'ok') AS ok,
         count_if(sign = 'timeout') AS timeouts,
         count_if(sign = 'refused') AS refused,
         count_if(sign = 'unreachable') AS unreachable,
         min(ms) AS first_ms,
         max(ms) AS last_ms,
         coalesce(max(CASE WHEN sign IN ('ok', 'answered') THEN ms END), -1) AS last_ok,
         coalesce(max(CASE WHEN sign = 'refused' THEN ms END), -1) AS last_refused
  FROM signs
  GROUP BY p, b
),
-- all addresses of a host are one machine, and one of which no record names the host is the first host's that has its address
machines AS (
  SELECT p, coalesce(host, min(host) OVER (PARTITION BY local_ip), local_ip) AS m FROM (SELECT DISTINCT p, host, local_ip FROM signs)
),
-- those that refused when they were tried last, and whether that is lately: one that was not tried while others of the same address were may be
-- nobody's any more
closed AS (
  SELECT c.p, c.b, c.last_refused >= max(o.last_ms) - 300000 AS lately
  FROM pairs c JOIN pairs o ON o.p = c.p AND o.peer_ip = c.peer_ip
  WHERE c.last_refused >= 0 AND c.last_refused >= c.last_ok
  GROUP BY c.p, c.b, c.last_refused
),
-- minutes in which the one's packets reached the other and came back, however the connect ended
reached AS (
  SELECT DISTINCT s.p, s.b, m.m, s.minute, s.until_minute FROM signs s JOIN machines m ON m.p = s.p WHERE sign IN ('ok', 'answered', 'refused')
),
-- minutes with connects that nobody answered; those of one second are one, since a record may come twice, as through two shippers
failed_minutes AS (
  SELECT s.p, s.b, m.m, s.minute, count(DISTINCT floor(s.ms / 1000)) AS n, count_if(s.sign = 'timeout') AS timeouts, min(s.ms) AS first_ms,
         max(s.ms) AS last_ms
  FROM signs s JOIN machines m ON m.p = s.p WHERE s.sign IN ('timeout', 'unreachable') GROUP BY s.p, s.b, m.m, s.minute
),
-- connects in a row that nobody answered, up to now: three or more, over a minute or more
suspects AS (
  SELECT f.p, f.b, f.m, sum(f.timeouts) AS timeouts,
         floor(greatest(min(f.first_ms), max(f.last_ms) - 300000) / 60000) AS from_minute, floor(max(f.last_ms) / 60000) AS to_minute
  FROM failed_minutes f JOIN pairs q ON f.p = q.p AND f.b = q.b
  WHERE f.first_ms > greatest(q.last_ok, q.last_refused)
  GROUP BY f.p, f.b, f.m
  HAVING sum(f.n) >= 3 AND max(f.last_ms) - min(f.first_ms) >= 60000
),
-- three or more of them in its last five minutes, where others are looked at: of an outage of yesterday and one connect of today nobody can say more
dense AS (
  SELECT s.p, s.b FROM suspects s JOIN failed_minutes f ON f.p = s.p AND f.b = s.b AND f.minute BETWEEN s.from_minute AND s.to_minute
  GROUP BY s.p, s.b
  HAVING sum(f.n) >= 3
),
-- who else reaches the broker, and what else the producer reaches, in its last five minutes and after it began
witnesses AS (
  SELECT s.p, s.b, count(DISTINCT r.m) AS producers, count(DISTINCT CASE WHEN r.until_minute <= s.to_minute THEN r.m END) AS sure
  FROM suspects s LEFT JOIN reached r ON r.b = s.b AND r.p <> s.p
    AND r.minute BETWEEN s.from_minute + 1 AND s.to_minute
  GROUP BY s.p, s.b
),
alibis AS (
  SELECT s.p, s.b, count(DISTINCT r.b) AS brokers, count(DISTINCT CASE WHEN r.until_minute <= s.to_minute THEN r.b END) AS sure
  FROM suspects s LEFT JOIN reached r ON r.p = s.p AND r.b <> s.b
    AND r.minute BETWEEN s.from_minute + 1 AND s.to_minute
  GROUP BY s.p, s.b
),
-- who else fails there, and where else the producer fails: silence alone is no failure
failing_producers AS (
  SELECT DISTINCT s.p, s.b FROM suspects s JOIN failed_minutes f ON f.b = s.b AND f.m <> s.m
    AND f.minute BETWEEN s.from_minute AND s.to_minute
),
failing_brokers AS (
  SELECT DISTINCT s.p, s.b FROM suspects s JOIN failed_minutes f ON f.p = s.p AND f.b <> s.b
    AND f.minute BETWEEN s.from_minute AND s.to_minute
),
-- connections that lived when a short window began, and of which nothing is known since: connection_alive comes once a minute and tells of the minute
-- before, so that within three minutes silence proves nothing
resting AS (
  SELECT DISTINCT s.p AS of_p, s.b AS of_b, r.p, r.b
  FROM suspects s JOIN reached r ON (r.b = s.b AND r.p <> s.p OR r.p = s.p AND r.b <> s.b) AND r.minute BETWEEN s.from_minute - 3 AND s.from_minute
  WHERE s.to_minute - s.from_minute < 3
    AND NOT EXISTS (SELECT 1 FROM reached l WHERE l.p = r.p AND l.b = r.b AND l.minute BETWEEN s.from_minute + 1 AND s.to_minute)
    AND NOT EXISTS (SELECT 1 FROM failed_minutes f WHERE f.p = r.p AND f.b = r.b AND f.minute BETWEEN s.from_minute AND s.to_minute)
),
resting_producers AS (
  SELECT DISTINCT of_p AS p, of_b AS b FROM resting WHERE b = of_b
),
resting_brokers AS (
  SELECT DISTINCT of_p AS p, of_b AS b FROM resting WHERE p = of_p
),
-- such runs that ended with a success: the minutes in a row, broken where the pair was reached in one of them or between
counted AS (
  SELECT f.p, f.b, f.minute, f.n, f.first_ms, f.last_ms,
         count_if(r.minute < f.minute) AS before_it, count_if(r.minute <= f.minute) AS up_to_it
  FROM failed_minutes f LEFT JOIN reached r ON r.p = f.p AND r.b = f.b
  GROUP BY f.p, f.b, f.minute, f.n, f.first_ms, f.last_ms
),
broken AS (
  SELECT *, CASE WHEN up_to_it > lag(before_it) OVER (PARTITION BY p, b ORDER BY minute) THEN 1 ELSE 0 END AS breaks FROM counted
),
islands AS (
  SELECT *, sum(breaks) OVER (PARTITION BY p, b ORDER BY minute) AS island FROM broken
),
earlier AS (
  SELECT DISTINCT i.p, i.b
  FROM islands i JOIN pairs q ON i.p = q.p AND i.b = q.b
  WHERE i.first_ms <= greatest(q.last_ok, q.last_refused)
  GROUP BY i.p, i.b, i.island
  HAVING sum(i.n) >= 3 AND max(i.last_ms) - min(i.first_ms) >= 60000
)
SELECT q.host, q.local_ip, q.peer_ip, q.peer_port, q.node_id, q.server_name,
       CASE
         WHEN s.timeouts IS NOT NULL AND d.p IS NULL THEN 'undetermined'
         WHEN s.timeouts IS NOT NULL AND w.sure >= 2 AND a.sure >= 1
           THEN CASE WHEN s.timeouts > 0 THEN 'pair_black_hole' ELSE 'undetermined' END
         WHEN s.timeouts IS NOT NULL AND w.producers = 0 AND fp.p IS NOT NULL AND rp.p IS NULL THEN 'broker_down'
         WHEN s.timeouts IS NOT NULL AND a.brokers = 0 AND fb.p IS NOT NULL AND w.sure >= 1 AND rb.p IS NULL THEN 'producer_isolated'
         WHEN s.timeouts IS NOT NULL THEN 'undetermined'
         WHEN c.lately THEN 'refused'
         WHEN NOT c.lately THEN 'transient'
         WHEN q.last_ok >= 0 AND (e.p IS NOT NULL OR q.refused > 0) THEN 'transient'
         WHEN q.last_ok >= 0 THEN 'healthy'
         ELSE 'undetermined'
       END AS verdict,
       q.ok, q.timeouts, q.refused, q.unreachable, q.first_ms, q.last_ms
FROM pairs q
LEFT JOIN suspects s ON s.p = q.p AND s.b = q.b
LEFT JOIN dense d ON d.p = q.p AND d.b = q.b
LEFT JOIN witnesses w ON w.p = q.p AND w.b = q.b
LEFT JOIN alibis a ON a.p = q.p AND a.b = q.b
LEFT JOIN failing_producers fp ON fp.p = q.p AND fp.b = q.b
LEFT JOIN failing_brokers fb ON fb.p = q.p AND fb.b = q.b
LEFT JOIN resting_producers rp ON rp.p = q.p AND rp.b = q.b
LEFT JOIN resting_brokers rb ON rb.p = q.p AND rb.b = q.b
LEFT JOIN closed c ON c.p = q.p AND c.b = q.b
LEFT JOIN earlier e ON e.p = q.p AND e.b = q.b
ORDER BY q.peer_ip, q.peer_port, q.local_ip, q.host
