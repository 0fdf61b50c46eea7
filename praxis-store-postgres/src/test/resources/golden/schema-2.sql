SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA golden_store;
CREATE FUNCTION golden_store.embedding_append() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'embedding takes no rows from a transaction that is not read committed';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
  IF EXISTS (SELECT FROM embedding WHERE space = NEW.space AND seq = NEW.seq) THEN
    RAISE EXCEPTION 'embedding is append-only: the fact has one in the space';
  END IF;
  IF NOT EXISTS (SELECT FROM entry WHERE seq = NEW.seq AND kind = 'assertion') THEN
    RAISE EXCEPTION 'embedding is not that of a fact';
  END IF;
  IF array_ndims(NEW.components) IS DISTINCT FROM 1 OR array_lower(NEW.components, 1) <> 1
      OR cardinality(NEW.components) IS DISTINCT FROM
        (SELECT dimensions FROM vector_space WHERE name = NEW.space) THEN
    RAISE EXCEPTION 'embedding has other dimensions than its space';
  END IF;
  IF EXISTS (SELECT FROM unnest(NEW.components) c
      WHERE c IS NULL OR c IN ('NaN', 'Infinity', '-Infinity')) THEN
    RAISE EXCEPTION 'embedding has components that are not finite numbers';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION golden_store.entry_append() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
  last_seq bigint;
  last_recorded bigint;
  last_ordinal bigint := 0;
  last_revision bigint := 0;
  last_kind text := 'none';
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'entry takes no rows from a transaction that is not read committed';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
  SELECT seq, recorded_at INTO last_seq, last_recorded FROM entry ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <= last_seq THEN
    RAISE EXCEPTION 'entry is append-only: seq is not above the last';
  END IF;
  IF NEW.recorded_at < last_recorded THEN
    RAISE EXCEPTION 'entry is append-only: recorded_at is before the last';
  END IF;
  IF EXISTS (SELECT FROM entry WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'entry is append-only: id is taken';
  END IF;
  IF NEW.request_key IS NOT NULL AND EXISTS (SELECT FROM entry
      WHERE request_key = NEW.request_key AND request_place = NEW.request_place) THEN
    RAISE EXCEPTION 'entry is append-only: place in the request is taken';
  END IF;
  SELECT ordinal, revision, kind INTO last_ordinal, last_revision, last_kind FROM entry
    WHERE key_digest = entry_key_digest(NEW.key_type, NEW.subject, NEW.predicate, NEW.object)
    ORDER BY ordinal DESC LIMIT 1;
  IF NEW.ordinal IS DISTINCT FROM coalesce(last_ordinal, 0) + 1 THEN
    RAISE EXCEPTION 'entry is append-only: ordinal is not the next of the key';
  END IF;
  IF NEW.kind = 'assertion' AND NEW.revision IS DISTINCT FROM coalesce(last_revision, 0) + 1 THEN
    RAISE EXCEPTION 'revision is not the next of the key';
  END IF;
  IF NEW.kind = 'retirement'
      AND (last_kind IS DISTINCT FROM 'assertion' OR NEW.revision IS DISTINCT FROM last_revision) THEN
    RAISE EXCEPTION 'retirement does not follow the fact that it ends';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION golden_store.entry_key_digest(key_type text, subject text, predicate text, object text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256((((sha256(decode(replace(key_type, '\'::text, '\\'::text), 'escape'::text)) || sha256(decode(replace(subject, '\'::text, '\\'::text), 'escape'::text))) || sha256(decode(replace(predicate, '\'::text, '\\'::text), 'escape'::text))) || sha256(decode(replace(object, '\'::text, '\\'::text), 'escape'::text))));
CREATE FUNCTION golden_store.entry_no_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'entry is append-only: no %', lower(TG_OP);
END $$;
CREATE FUNCTION golden_store.entry_put(lock_wait text, put_at bigint, key_types text[], subjects text[], predicates text[], objects text[], ids text[], contents text[], valid_froms bigint[], actors text[], reasons text[], hashes text[], expectations text[], expected_revisions bigint[], expected_hashes text[], request_keys text[]) RETURNS TABLE(seq bigint, id text, kind text, ordinal bigint, revision bigint, value text, valid_from bigint, actor text, reason text, content_hash text, recorded_at bigint, outcome text)
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
  last_seq bigint;
  last_recorded bigint;
  head entry%ROWTYPE;
  put record;
  met boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RETURN;
  END IF;
  PERFORM set_config('lock_timeout', lock_wait, true);
  PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || current_schema(), 0));
  SELECT e.seq, e.recorded_at INTO last_seq, last_recorded FROM entry e ORDER BY e.seq DESC LIMIT 1;
  last_seq := coalesce(last_seq, 0);
  last_recorded := greatest(last_recorded, put_at);
  FOR put IN SELECT * FROM unnest(key_types, subjects, predicates, objects, ids, contents, valid_froms,
      actors, reasons, hashes, expectations, expected_revisions, expected_hashes, request_keys)
      AS p(key_type, subject, predicate, object, id, content, valid_from, actor, reason, hash,
        expectation, expected_revision, expected_hash, request_key) LOOP
    IF put.request_key IS NOT NULL
        AND EXISTS (SELECT FROM entry e WHERE e.request_key = put.request_key) THEN
      outcome := 'known';
      RETURN NEXT;
      CONTINUE;
    END IF;
    SELECT e.* INTO head FROM entry e
      WHERE e.key_digest = entry_key_digest(put.key_type, put.subject, put.predicate, put.object)
      ORDER BY e.ordinal DESC LIMIT 1;
    met := CASE put.expectation
      WHEN 'any' THEN true
      WHEN 'absent' THEN head.kind IS DISTINCT FROM 'assertion'
      WHEN 'content' THEN head.kind = 'assertion' AND head.content_hash = put.expected_hash
      WHEN 'version' THEN head.kind = 'assertion' AND head.content_hash = put.expected_hash
        AND head.revision = put.expected_revision
    END;
    IF met IS TRUE THEN
      last_seq := last_seq + 1;
      INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,
          valid_from, actor, reason, content_hash, recorded_at, request_key, request_place)
        VALUES (last_seq, put.id, 'assertion', put.key_type, put.subject, put.predicate, put.object,
          coalesce(head.ordinal, 0) + 1, coalesce(head.revision, 0) + 1, put.content, put.valid_from,
          put.actor, put.reason, put.hash, last_recorded, put.request_key,
          CASE WHEN put.request_key IS NOT NULL THEN 1 END);
      IF NOT FOUND THEN
        RAISE EXCEPTION 'entry took no row: there is a rule in the way';
      END IF;
      seq := last_seq;
      revision := coalesce(head.revision, 0) + 1;
      recorded_at := last_recorded;
      outcome := 'written';
    ELSE
      seq := head.seq;
      id := head.id;
      kind := head.kind;
      ordinal := head.ordinal;
      revision := head.revision;
      value := head.value;
      valid_from := head.valid_from;
      actor := head.actor;
      reason := head.reason;
      content_hash := head.content_hash;
      recorded_at := head.recorded_at;
      outcome := 'conflict';
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
CREATE FUNCTION golden_store.praxis_schema_guard() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    AS $$
BEGIN
  IF TG_OP <> 'INSERT' OR NOT pg_has_role(current_user,
      (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RAISE EXCEPTION 'praxis_schema is brought forward by its owner only: no %', lower(TG_OP);
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION golden_store.vector_space_append() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'vector_space takes no rows from a transaction that is not read committed';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
  IF EXISTS (SELECT FROM vector_space WHERE name = NEW.name) THEN
    RAISE EXCEPTION 'vector_space is append-only: name is taken';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION golden_store.vectors_no_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'golden_store', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: no %', TG_TABLE_NAME, lower(TG_OP);
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE golden_store.embedding (
    space text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    components real[] NOT NULL
);
CREATE TABLE golden_store.entry (
    seq bigint NOT NULL,
    id text COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    key_type text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    predicate text NOT NULL COLLATE pg_catalog."C",
    object text NOT NULL COLLATE pg_catalog."C",
    ordinal bigint NOT NULL,
    revision bigint NOT NULL,
    value text COLLATE pg_catalog."C",
    valid_from bigint NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    content_hash text NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    request_key text COLLATE pg_catalog."C",
    request_place integer,
    key_digest bytea GENERATED ALWAYS AS (golden_store.entry_key_digest(key_type, subject, predicate, object)) STORED NOT NULL,
    CONSTRAINT entry_check CHECK (((kind = 'assertion'::text) = (id IS NOT NULL))),
    CONSTRAINT entry_check1 CHECK (((kind = 'assertion'::text) = (value IS NOT NULL))),
    CONSTRAINT entry_check2 CHECK (((request_key IS NULL) = (request_place IS NULL))),
    CONSTRAINT entry_check3 CHECK (((key_type = 'fact'::text) OR (octet_length(predicate) <= 512))),
    CONSTRAINT entry_content_hash_check CHECK ((octet_length(content_hash) = 64)),
    CONSTRAINT entry_key_type_check CHECK ((key_type = ANY (ARRAY['fact'::text, 'edge'::text]))),
    CONSTRAINT entry_kind_check CHECK ((kind = ANY (ARRAY['assertion'::text, 'retirement'::text]))),
    CONSTRAINT entry_object_check CHECK (((octet_length(object) >= 1) AND (octet_length(object) <= 1024))),
    CONSTRAINT entry_predicate_check CHECK (((octet_length(predicate) >= 1) AND (octet_length(predicate) <= 1024))),
    CONSTRAINT entry_request_key_check CHECK (((octet_length(request_key) >= 1) AND (octet_length(request_key) <= 255))),
    CONSTRAINT entry_request_place_check CHECK ((request_place > 0)),
    CONSTRAINT entry_seq_check CHECK ((seq > 0)),
    CONSTRAINT entry_subject_check CHECK (((octet_length(subject) >= 1) AND (octet_length(subject) <= 1024)))
);
CREATE TABLE golden_store.praxis_schema (
    version bigint NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE golden_store.vector_space (
    name text NOT NULL COLLATE pg_catalog."C",
    dimensions integer NOT NULL,
    CONSTRAINT vector_space_dimensions_check CHECK (((dimensions >= 1) AND (dimensions <= 2000))),
    CONSTRAINT vector_space_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255)))
);
INSERT INTO golden_store.entry VALUES (1, 'id-1', 'assertion', 'fact', 'host', 'host', 'host', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'da9916bcc53dc88bb4d47cb596d50b96b895b4f5ef4d0d158c51e3ac3180025e', 1767225600000000, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (2, 'id-2', 'assertion', 'fact', 'Host', 'Host', 'Host', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'f06acee7a429d8c6c1d2fb178b3d6ebaf946945110039bb717a48f1dbfdd1248', 1767225600000001, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (3, 'id-3', 'assertion', 'fact', 'host:cp-1', 'host:cp-1', 'host:cp-1', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '81f0f9a4ad5a222991d91b971ffa1206afcaf049f372b187b7168d83948fc607', 1767225600000002, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (4, 'id-4', 'assertion', 'fact', 'host:cp_1', 'host:cp_1', 'host:cp_1', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '9ed41ea7d85689cae23e59238ea26b69ccae721d0db642600fb457a53a58fd98', 1767225600000003, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (5, 'id-5', 'assertion', 'fact', 'host:cp%1', 'host:cp%1', 'host:cp%1', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '90cd5298786596ab8f3b2609ecd06ff11cb1aaac3d254ce1d478fcf479154910', 1767225600000004, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (6, 'id-6', 'assertion', 'fact', 'host:cpx1', 'host:cpx1', 'host:cpx1', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '0207f0363de4314d8c282310ebe69ea1462da4b809a857f96974b1be6cce7d03', 1767225600000005, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (7, 'id-7', 'assertion', 'fact', '%', '%', '%', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'c3106a987685a3ee3c6550832bddabedf89c9980595dc34a38a53d41cad61516', 1767225600000006, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (8, 'id-8', 'assertion', 'fact', '_', '_', '_', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'fe73dc3f663653a299d0badc0503237c04dd428b8012543242d8c57b7c3ff2e7', 1767225600000007, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (9, 'id-9', 'assertion', 'fact', '\', '\', '\', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '987dca04a0d85fae9ddf777eb549c7567c9c28e68793c439465b185aa77a3ac3', 1767225600000008, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (10, 'id-10', 'assertion', 'fact', '''; DROP TABLE entry;', '''; DROP TABLE entry;', '''; DROP TABLE entry;', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '8aa20be289ec551fc247dbc4c4e38c7afb55f69c0e003b206508fec057095300', 1767225600000009, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (11, 'id-11', 'assertion', 'fact', '"', '"', '"', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '516a6bd36e230d63f7e0e2d3189f62a385bc94724489d7784da2fa4820743bb8', 1767225600000010, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (12, 'id-12', 'assertion', 'fact', '?', '?', '?', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '4eba75a376da71d075b789258aaca13f86d42296b20c616600f70927c1bb78d4', 1767225600000011, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (13, 'id-13', 'assertion', 'fact', ' ', ' ', ' ', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'a3a78a6d49eed7f6b8cbdc355960e02a711ac1c309b67ea840a9b22c054869a2', 1767225600000012, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (14, 'id-14', 'assertion', 'fact', ' a ', ' a ', ' a ', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '03acdb78ebff968e80e704246f6bc1906ac9a7acf96290ab3e89bbb9ad8aa6cd', 1767225600000013, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (15, 'id-15', 'assertion', 'fact', '	
', '	
', '	
', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'b94ab8184bd3cf9bef8ffc0ae751612155fc6c6c4e307bd025fa4a72671e9cd0', 1767225600000014, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (16, 'id-16', 'assertion', 'fact', '', '', '', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '97023bb21f6c12e5a0e8528b08b670e11e482b078c85af41eb059c1c4b01edf5', 1767225600000015, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (17, 'id-17', 'assertion', 'fact', '', '', '', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'c1ac3327d990703fa36c10cfeacb031fc91234b404db729d140f09418d26b86e', 1767225600000016, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (18, 'id-18', 'assertion', 'fact', '', '', '', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'd3e65c42e76dff67e9a34a5a9c91adecd8aa27b46612f05be009aeaee3611488', 1767225600000017, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (19, 'id-19', 'assertion', 'fact', 'é', 'é', 'é', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '68d8e5f1f11aa678e7f36edfc3a125c0e98d4ec5bf0b8189836bd5abe5aee6b9', 1767225600000018, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (20, 'id-20', 'assertion', 'fact', 'é', 'é', 'é', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'c18adbe38e7203fb1169efd3ad03db1ed1e37471f0d4504cd13d4ac9bc104dc2', 1767225600000019, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (21, 'id-21', 'assertion', 'fact', ' ', ' ', ' ', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'ead5cf0970b2716df74b2ce8b3f2114452788121b7a44b4310619ab7511609d0', 1767225600000020, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (22, 'id-22', 'assertion', 'fact', '퟿', '퟿', '퟿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '3fc15b69fa2b638c6d9213a5e463aa36d92e3ca2f6f2bd69842feba8869c2372', 1767225600000021, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (23, 'id-23', 'assertion', 'fact', '퟿x', '퟿x', '퟿x', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '860a973689ff354e4d6ce9667d2513a7f6b36467a64aa51264220de9514a6210', 1767225600000022, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (24, 'id-24', 'assertion', 'fact', '', '', '', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'afc0a62d2b74933144ef6264f2c3e5a69bc6c5562b9baef2412c195bafc3bca0', 1767225600000023, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (25, 'id-25', 'assertion', 'fact', '﻿', '﻿', '﻿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '37b0ef3c1cd5144fe2e6196503dc44deb4a1c7ef80374312361ba879f69d7484', 1767225600000024, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (26, 'id-26', 'assertion', 'fact', '�', '�', '�', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '41a0788330d063b3eca971b8a52a0e256c6c4b4d7fc8cd75a3a6e466e6749ebb', 1767225600000025, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (27, 'id-27', 'assertion', 'fact', '￿', '￿', '￿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '4b7851e80146047ac06abebc1123e548aeeb13c032ecb39539cf4a0072883715', 1767225600000026, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (28, 'id-28', 'assertion', 'fact', '𐀀', '𐀀', '𐀀', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'c45943db5844d83717e8d1415d7c864132ba622c1bc20ef51950a9f7f1032de6', 1767225600000027, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (29, 'id-29', 'assertion', 'fact', '😀', '😀', '😀', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'c09ee9faa448a5902f6988f41144c3845b3e0370e25bf44fe8eea63ae0b2c707', 1767225600000028, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (30, 'id-30', 'assertion', 'fact', '􏿿', '􏿿', '􏿿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '37cd159993074bc6c6183a63dbdc66e8f2b3665ef40e4e2cc2e075fb2ce30e96', 1767225600000029, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (31, 'id-31', 'assertion', 'fact', '􏿿􏿿', '􏿿􏿿', '􏿿􏿿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'a63d4ad29ecedb8440b5191f94b17c4d7c0308fb849c2e86c680121526f4ac2e', 1767225600000030, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (32, 'id-32', 'assertion', 'fact', 'a􏿿', 'a􏿿', 'a􏿿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'e148c64df74636055f6cd04a11a76186dcbd276044dc6fa1e8503109c0703a51', 1767225600000031, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (33, 'id-33', 'assertion', 'fact', 'b', 'b', 'b', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'bf976a1a334ff2370583b61fa34987b5896dc69f50155f2332ffb34d98d168b0', 1767225600000032, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (34, 'id-34', 'assertion', 'fact', '10', '10', '10', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '34d79bba4863442866eceabfa94e71815ccac8b4d3de359629f2b3af7748ee88', 1767225600000033, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (35, 'id-35', 'assertion', 'fact', '9', '9', '9', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '31fea83ea6220482e15e36b49e76d5c3a0e7fd7ca1d4cc23795703b274f4ed3a', 1767225600000034, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (36, 'id-36', 'assertion', 'fact', 'xxxxxxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxxxxxxx', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', 'd514d56ef6bd13c67f672741bdb37e65c582fc4c844555459cac3fb1fd15ba94', 1767225600000035, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (37, 'id-37', 'assertion', 'fact', '􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿', '􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿', '􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿􏿿', 1, 1, '{"text":1,"€":[true,null,1e+21,0.1,"\u0001"]}', 1767225600123456, 'tester', 'because', '3f2eb26bf21058d55aaf22813f1c9411c17479f5f7f12393f3f7cd985d9cf4d1', 1767225600000036, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (38, 'id-38', 'assertion', 'edge', 'vm:1', 'runs-on', 'host:cp-1', 1, 1, '{}', 1767225600123456, 'tester', 'because', 'f23e13f05ba3958cc9e65548396180ed46849d41fabaa832276377313b25ead0', 1767225600000037, 'first €', 1, DEFAULT);
INSERT INTO golden_store.entry VALUES (39, 'id-39', 'assertion', 'fact', 'host:cp-1', 'memory', 'observed', 1, 1, '{"n":1}', 1767225601000000, 'tester', 'because', '8d6eb4326ca8fb2bcea7b032df8cd157c2de56918fc1a9378342d12942118263', 1767225600000037, 'first €', 2, DEFAULT);
INSERT INTO golden_store.entry VALUES (40, NULL, 'retirement', 'edge', 'vm:1', 'runs-on', 'host:cp-1', 2, 1, NULL, 1767225599000000, 'retirer', 'over', 'ccaf961bf00346d491765929a45fba82acd54e80237f9e7184f61eedc128cdce', 1767312000000037, NULL, NULL, DEFAULT);
INSERT INTO golden_store.entry VALUES (41, NULL, 'retirement', 'fact', 'host:cp-1', 'memory', 'observed', 2, 1, NULL, 1767225603000000, 'retirer', 'over', '4b26a8e36f5502fcdcacf38f59f4421d650f07e9850107131142fd53e50116e6', 1767312000000037, 'second', 1, DEFAULT);
INSERT INTO golden_store.entry VALUES (42, 'id-40', 'assertion', 'edge', 'vm:1', 'runs-on', 'host:cp-1', 3, 2, '{"port":6443}', 1767225600123456, 'tester', 'because', 'e94ffac45023f372debb43f36feb1836b11ee9dfcc738c453b690381a1a006fb', 1767312000000037, 'second', 2, DEFAULT);
INSERT INTO golden_store.entry VALUES (43, 'id-41', 'assertion', 'fact', 'host:cp-1', 'memory', 'observed', 3, 2, '{"n":4}', 1767225604000000, 'tester', 'because', '5434fc89c018899c180e6b8f9b1341926d13ff0f01bffd90ac15aff99d78d376', 1767312000000037, NULL, NULL, DEFAULT);
INSERT INTO golden_store.praxis_schema VALUES (1, '664f66fa5f2f7a41f7347ae2b20e42557ce9a004c3385e6becbeebbb5e1ec94d', 0);
INSERT INTO golden_store.praxis_schema VALUES (2, 'f73c9f92a7ab697f5d014eaffbcbd8ced832f4c29eb7b04962b25cfa510130d1', 0);
ALTER TABLE ONLY golden_store.embedding
    ADD CONSTRAINT embedding_pkey PRIMARY KEY (space, seq);
ALTER TABLE ONLY golden_store.entry
    ADD CONSTRAINT entry_id_key UNIQUE (id);
ALTER TABLE ONLY golden_store.entry
    ADD CONSTRAINT entry_of_key UNIQUE (key_digest, ordinal);
ALTER TABLE ONLY golden_store.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY golden_store.praxis_schema
    ADD CONSTRAINT praxis_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY golden_store.vector_space
    ADD CONSTRAINT vector_space_pkey PRIMARY KEY (name);
CREATE INDEX entry_fact ON golden_store.entry USING btree (subject, predicate) WHERE ((ordinal = 1) AND (key_type = 'fact'::text));
CREATE INDEX entry_incoming ON golden_store.entry USING btree (object, predicate, subject) WHERE ((ordinal = 1) AND (key_type = 'edge'::text));
CREATE INDEX entry_outgoing ON golden_store.entry USING btree (subject, predicate, object) WHERE ((ordinal = 1) AND (key_type = 'edge'::text));
CREATE UNIQUE INDEX entry_request ON golden_store.entry USING btree (request_key, request_place) WHERE (request_key IS NOT NULL);
CREATE TRIGGER embedding_append BEFORE INSERT ON golden_store.embedding FOR EACH ROW EXECUTE FUNCTION golden_store.embedding_append();
ALTER TABLE golden_store.embedding ENABLE ALWAYS TRIGGER embedding_append;
CREATE TRIGGER embedding_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON golden_store.embedding FOR EACH STATEMENT EXECUTE FUNCTION golden_store.vectors_no_change();
ALTER TABLE golden_store.embedding ENABLE ALWAYS TRIGGER embedding_no_change;
CREATE TRIGGER entry_append BEFORE INSERT ON golden_store.entry FOR EACH ROW EXECUTE FUNCTION golden_store.entry_append();
ALTER TABLE golden_store.entry ENABLE ALWAYS TRIGGER entry_append;
CREATE TRIGGER entry_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON golden_store.entry FOR EACH STATEMENT EXECUTE FUNCTION golden_store.entry_no_change();
ALTER TABLE golden_store.entry ENABLE ALWAYS TRIGGER entry_no_change;
CREATE TRIGGER praxis_schema_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON golden_store.praxis_schema FOR EACH STATEMENT EXECUTE FUNCTION golden_store.praxis_schema_guard();
CREATE TRIGGER vector_space_append BEFORE INSERT ON golden_store.vector_space FOR EACH ROW EXECUTE FUNCTION golden_store.vector_space_append();
ALTER TABLE golden_store.vector_space ENABLE ALWAYS TRIGGER vector_space_append;
CREATE TRIGGER vector_space_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON golden_store.vector_space FOR EACH STATEMENT EXECUTE FUNCTION golden_store.vectors_no_change();
ALTER TABLE golden_store.vector_space ENABLE ALWAYS TRIGGER vector_space_no_change;
