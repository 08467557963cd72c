-- What the pages may write: people, decisions, wishes. Never articles, crawls or the outbox: a hole in the pages forges
-- no report and sends no message. Run as pantau_migrate after each `pantau db upgrade`.
GRANT INSERT, UPDATE, DELETE ON
  web_user, web_session, api_token, web_ticket, saved_search,
  incident, incident_article, incident_event, incident_mention, incident_severity, incident_number,
  pair_score, link_constraint, link_profile, link_key, link_suggestion, official_count,
  decision, audit, mute, subscription, acknowledgement
TO pantau_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pantau_web;
-- Who only reads needs no secrets of others.
REVOKE SELECT ON web_user, web_session, api_token, web_ticket FROM pantau_read;
-- Sealed pages are opened by exports alone, and the chain of the evidence only grows.
REVOKE SELECT ON evidence_key FROM pantau_read, pantau_web;
REVOKE UPDATE, DELETE ON evidence_line FROM pantau_crawl;
