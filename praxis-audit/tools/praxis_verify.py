#!/usr/bin/env python3
# Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
"""Verifies audit logs, receipts and checkpoints of praxis with nothing but the Python standard library.

It shares no code with praxis, and says the same: docs/audit-format.md is all that both know. Python 3.8 or newer.

    praxis_verify.py log DIRECTORY --key KEY [--witness CHECKPOINT [--shared-witness]]... [--policy POLICY]
    praxis_verify.py receipt FILE --key KEY [--policy POLICY]
    praxis_verify.py extends DIRECTORY OLDER NEWER --key KEY

KEY is the verifier key of the log, name+hash+key, or a file with it; CHECKPOINT a file, or the directory of a witness; POLICY a file
that says whose cosignatures a checkpoint needs (C2SP tlog-policy). Prints one line of JSON for each finding, and then the verdict. Exit
status: 0 nothing found, 18 records, 33 tree or checkpoint, 34 not what others remember, 35 a receipt or checkpoint proves nothing, 8 no
log, 19 evidence that cannot be read or is open to others, 27 a named file that cannot be read, 29 no key or policy, 2 usage.
"""

import argparse
import base64
import binascii
import hashlib
import json
import math
import os
import re
import stat
import sys

OK, ABSENT, RECORDS, UNREADABLE, FILE, KEY, TREE, WITNESS, PROOF = 0, 8, 18, 19, 27, 29, 33, 34, 35
LONGEST_RECORD = 65535
MOST_TORN = 2 << 20
LARGEST_TREE = (1 << 56) - 1
MOST_FINDINGS = 1000
MOST_OF_A_KIND = 100
LAYER = {
    "MALFORMED": RECORDS, "HASH_MISMATCH": RECORDS, "CHAIN_BROKEN": RECORDS, "SEQUENCE_GAP": RECORDS, "TRUNCATED": RECORDS,
    "SEGMENT_MISNAMED": RECORDS, "PRUNING_UNRECORDED": RECORDS, "LEFT_OVER_REFUSED": RECORDS,
    "DESCRIPTION_REFUSED": RECORDS, "SALT_REPLACED": RECORDS, "RECORD_REWRITTEN": TREE, "TILE_MISSING": TREE,
    "TILE_MISMATCH": TREE, "CHECKPOINT_MISSING": TREE, "CHECKPOINT_REFUSED": TREE, "CHECKPOINT_MISMATCH": TREE,
    "WITNESS_MISMATCH": WITNESS, "ROLLED_BACK": WITNESS, "OTHER_LOG": WITNESS, "QUORUM_MISSED": WITNESS,
}


class Refused(Exception):
    """Something that is not what it should be."""


class Unusable(Exception):
    """Something that cannot be used, with the exit status that says so."""

    def __init__(self, status, why):
        super().__init__(why)
        self.status = status


# ---- Ed25519, RFC 8032, section 5.1 ----

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def _x_of(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def _point(encoded):
    number = int.from_bytes(encoded, "little")
    y = number & ((1 << 255) - 1)
    x = _x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


_Y = 4 * pow(5, P - 2, P) % P
BASE = (_x_of(_Y, 0), _Y, 1, _x_of(_Y, 0) * _Y % P)


def ed25519_verifies(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return _same(_times(s, BASE), _add(r, _times(h, a)))


# ---- texts that have one form ----

def strict_base64(text):
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raise Refused("not base 64")
    if base64.b64encode(raw).decode("ascii") != text:
        raise Refused("not the one base 64 of its bytes")
    return raw


def decimal(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII) or int(text) >= 1 << 63:
        raise Refused("not a decimal number without leading zeros")
    return int(text)


def breaks_name(name):
    return any(c.isspace() or c < " " or "\x7f" <= c <= "\x9f" for c in name)


class Key:
    """A verifier key: name+hash+key (C2SP signed-note), by its type of a log (1) or of a witness (4)."""

    def __init__(self, text, kind=1):
        self.text = text
        match = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+(.*)", text, re.ASCII)
        if not match or breaks_name(match.group(1)):
            raise Refused("a verifier key is name+hash+key")
        self.name, self.id = match.group(1), match.group(2)
        typed = strict_base64(match.group(3))
        if len(typed) != 33 or typed[0] != kind:
            raise Refused("the key of a log is of type 0x01, Ed25519, that of a witness of type 0x04")
        self.public = typed[1:]
        try:
            digest = hashlib.sha256(self.name.encode("utf-8") + b"\n" + typed).digest()[:4]
        except UnicodeEncodeError:
            raise Refused("a verifier key is UTF-8")
        if digest.hex() != self.id:
            raise Refused("the hash of the verifier key is not that of its name and key")


def signed_note(note):
    """(text, [(name, key id, signature)]) of a signed note; nothing is verified."""
    if len(note) > 1 << 20:
        raise Refused("too large")
    try:
        text = note.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8")
    if any(ord(c) < 32 and c != "\n" for c in text) or not text.endswith("\n") or "\n\n" not in text:
        raise Refused("not a signed note")
    end = text.rindex("\n\n")
    body, lines = text[: end + 1], text[end + 2 :].split("\n")[:-1]
    if not lines or len(lines) > 100:
        raise Refused("no signatures, or too many")
    signatures = []
    for line in lines:
        match = re.fullmatch("\u2014 ([^ +]+) ([^ ]+)", line)
        if not match or breaks_name(match.group(1)):
            raise Refused("not a signature line")
        blob = strict_base64(match.group(2))
        if len(blob) < 5:
            raise Refused("a signature is too short")
        signatures.append((match.group(1), blob[:4].hex(), blob[4:]))
    return body, signatures


def checkpoint(note, key):
    """(size, root) of a signed checkpoint (C2SP signed-note, tlog-checkpoint)."""
    body, signatures = signed_note(note)
    good = False
    for name, key_id, signature in signatures:
        if (name, key_id) == (key.name, key.id):
            if not ed25519_verifies(key.public, body.encode("utf-8"), signature):
                raise Refused("the signature of the log does not verify")
            good = True
    if not good:
        raise Refused("the log did not sign it")
    parts = body[:-1].split("\n")
    if len(parts) < 3 or not all(parts):
        raise Refused("not a checkpoint")
    size, root = decimal(parts[1]), strict_base64(parts[2])
    if len(root) != 32 or (size == 0 and root != hashlib.sha256(b"").digest()):
        raise Refused("not the root of a tree")
    if parts[0] != key.name:
        raise Refused("of another log")
    return size, root


# ---- whose cosignatures a checkpoint needs, C2SP tlog-policy ----

LAST_SECOND = 253402300799  # 9999-12-31T23:59:59Z


def cosigned(key, body, signature):
    """C2SP tlog-cosignature, version 1: eight bytes of time, and an Ed25519 signature of it and the text."""
    time = int.from_bytes(signature[:8], "big")
    message = b"cosignature/v1\ntime %d\n" % time + body.encode("utf-8")
    return len(signature) == 72 and time <= LAST_SECOND and ed25519_verifies(key.public, message, signature[8:])


class Policy:
    def __init__(self, content):
        self.logs, self.witnesses, self.parties, self.members, self.quorum = [], [], {}, set(), None
        text = content.decode("latin-1")  # names are octets
        if len(content) > 1 << 16 or not text.endswith("\n") or re.search("[^\t\n -~\x80-\xff]", text):
            raise Refused("not a policy")
        for line in text[:-1].split("\n"):
            items = [item for item in re.split("[ \t]+", line) if item]
            if items and not items[0].startswith("#"):
                self.line(items)
        if self.quorum is None:
            raise Refused("no quorum line")

    def line(self, items):
        kind, count = items[0], len(items)
        if kind == "log" and count in (2, 3):
            self.logs.append(self.key(items[1], 1, self.logs))
        elif kind == "witness" and count in (3, 4):
            key = self.key(items[2], 4, self.witnesses)
            self.define(items[1], (1, [key]))
            self.witnesses.append(key)
        elif kind == "group" and count >= 4:
            for name in items[3:]:
                if name not in self.parties or name in self.members:
                    raise Refused("a member is a witness or group of a line before, and once")
                self.members.add(name)
            asked = {"any": "1", "all": str(count - 3)}.get(items[2], items[2])
            if not re.fullmatch("[1-9][0-9]{0,4}", asked) or int(asked) > count - 3:
                raise Refused("not a number of members")
            self.define(items[1], (int(asked), [self.parties[name] for name in items[3:]]))
        elif kind == "quorum" and count == 2 and self.quorum is None:
            if items[1] != "none" and items[1] not in self.parties:
                raise Refused("a quorum of nobody who is known")
            self.quorum = (0, []) if items[1] == "none" else self.parties[items[1]]
        else:
            raise Refused("not a line of a policy")

    @staticmethod
    def key(octets, kind, others):
        try:
            key = Key(octets.encode("latin-1").decode("utf-8"), kind)
        except UnicodeDecodeError:
            raise Refused("a verifier key is UTF-8")
        if any(other.public == key.public for other in others):
            raise Refused("a key stands twice")
        return key

    def define(self, name, party):
        if name == "none" or name in self.parties:
            raise Refused("a name is given once, and never is it none")
        self.parties[name] = party

    def judge(self, note, log):
        """Whether the quorum cosigned a note, whose signature by the log was verified."""
        if self.logs and log.text not in [each.text for each in self.logs]:
            raise Refused("the policy names other logs")
        body, signatures = signed_note(note)
        by = []
        for name, key_id, signature in signatures:
            for key in self.witnesses:
                if (name, key_id) == (key.name, key.id):
                    if not cosigned(key, body, signature):
                        raise Refused("a cosignature does not verify")
                    by.append(key)
        return self.witnessed(self.quorum, by)

    def witnessed(self, party, by):
        if isinstance(party, Key):
            return party in by
        return sum(self.witnessed(member, by) for member in party[1]) >= party[0]


# ---- canonical JSON, RFC 8785 ----

def _number(value):
    """The ECMAScript form of a double; Python's shortest digits in other clothes."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    digits, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = digits.partition(".")
    fraction = "" if fraction == "0" and not exponent else fraction
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    mantissa = digits[0] + ("." + digits[1:] if count > 1 else "")
    return "%s%se%s%d" % (sign, mantissa, "+" if point > 0 else "-", abs(point - 1))


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _string(text):
    if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
        raise Refused("not I-JSON")
    return '"' + "".join(ESCAPES.get(c) or ("\\u%04x" % ord(c) if c < " " else c) for c in text) + '"'


def _canonical(value, depth):
    if depth > 64:
        raise Refused("nested too deeply")
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(_string(k) + ":" + _canonical(v, depth + 1) for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_canonical(v, depth + 1) for v in value) + "]"
    if isinstance(value, str):
        return _string(value)
    if value is True or value is False or value is None:
        return json.dumps(value)
    return _number(value)


def _members(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused("a name stands twice")
    return members


def _finite(text):
    value = float(text)
    if not math.isfinite(value):
        raise Refused("not a finite number")
    return value


def _no_constant(text):
    raise Refused("not JSON")


def canonical_object(line):
    """The object that a line of canonical JSON is."""
    try:
        text = line.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_members, parse_int=_finite, parse_float=_finite, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused("not JSON")
    depth_of_object = 1
    if not isinstance(value, dict) or _canonical(value, depth_of_object) != text:
        raise Refused("not canonical")
    return value


HEX = re.compile(r"[0-9a-f]{64}")
MEMBERS = {
    "v", "sequence", "time", "actor", "clientId", "requestId", "tool", "target", "tier", "phase", "decision", "args", "output",
    "error", "patternsVersion", "previousHash", "hash",
}


def _is_hash(value):
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def _is_version(value):
    return isinstance(value, float) and value == 1  # true is 1 to Python


def _is_whole(value):
    return isinstance(value, float) and value >= 0 and value == int(value) and value < 1 << 53


def record(line):
    """(sequence, previous hash, hash, computed hash, all) of a line."""
    value = canonical_object(line)
    texts = MEMBERS - {"v", "sequence", "args", "output", "error"}
    output = value.get("output")
    good = (
        set(value) == MEMBERS
        and _is_version(value["v"])
        and _is_whole(value["sequence"])
        and all(isinstance(value[name], str) for name in texts)
        and _is_hash(value["hash"]) and _is_hash(value["previousHash"])
        and isinstance(value["args"], dict)
        and (value["error"] is None or isinstance(value["error"], str))
        and (output is None
             or (isinstance(output, dict) and set(output) == {"length", "sha256"}
                 and _is_whole(output["length"]) and _is_hash(output["sha256"]))))
    if not good:
        raise Refused("not a record")
    unsealed = {name: member for name, member in value.items() if name != "hash"}
    computed = hashlib.sha256(_canonical(unsealed, 1).encode("utf-8")).hexdigest()
    return int(value["sequence"]), value["previousHash"], value["hash"], computed, value


# ---- the tree, RFC 9162, section 2.1, and its tiles, C2SP tlog-tiles ----

def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Roots of complete subtrees, the largest first."""

    def __init__(self):
        self.size = 0
        self.subtrees = []

    def append(self, leaf):
        """Gives (level, hash) of each node that is complete now, the leaf excluded."""
        done = []
        level, node = 0, leaf
        while self.subtrees and self.subtrees[-1][0] == level:
            node = node_hash(self.subtrees.pop()[1], node)
            level += 1
            done.append((level, node))
        self.subtrees.append((level, node))
        self.size += 1
        return done

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = node_hash(left, root)
        return root


class Tiles:
    """The tiles of a tree of some size."""

    def __init__(self, log, size):
        self.directory = os.path.join(log, "tile")
        self.size = size
        self.kept = {}
        self.missing = {}

    def name(self, level, index):
        """Path of the tile with the hash of that index."""
        number = index // 256
        full = number < self.size >> (8 * (level + 1))
        parts = "%03d" % (number % 1000)
        rest = number // 1000
        while rest:
            parts = "x%03d/%s" % (rest % 1000, parts)
            rest //= 1000
        width = 256 if full else (self.size >> (8 * level)) % 256
        return "%d/%s" % (level, parts), width

    def path(self, level, index):
        base, width = self.name(level, index)
        return base if width == 256 else "%s.p/%d" % (base, width)

    def _exactly(self, name, width):
        content = read(os.path.join(self.directory, name), 8193)
        return content if content is None or len(content) == 32 * width else b""

    def hash(self, level, index):
        """The hash, or None when there is no such tile."""
        if index >= self.size >> (8 * level):
            return None
        base, width = self.name(level, index)
        key = (base, width)
        if key not in self.kept:
            if len(self.kept) > 32:
                self.kept.pop(next(iter(self.kept)))
            content = self._exactly(base if width == 256 else "%s.p/%d" % key, width)
            if content is None and width < 256:
                content = self._exactly(base, 256)
            self.kept[key] = content
            if not content and len(self.missing) < MOST_OF_A_KIND:
                self.missing[self.path(level, index)] = True
        content = self.kept[key]
        at = 32 * (index % 256)
        return content[at : at + 32] if content else None


    def older(self, wrong):
        """Partial tiles of older sizes that have other hashes, or another length, than the tiles that took their place."""
        different, cut = [], []
        for directory, _, files in os.walk(self.directory):
            place = os.path.relpath(directory, self.directory)
            match = re.fullmatch(r"([0-6])/((?:x[0-9]{3}/){0,5}[0-9]{3})\.p", place, re.ASCII)
            for file in files if match else []:
                if not re.fullmatch(r"[1-9][0-9]{0,2}", file, re.ASCII) or int(file) > 255:
                    continue
                level, number = int(match.group(1)), int(re.sub("[x/]", "", match.group(2)))
                path, signed = place + "/" + file, self.path(level, 256 * number)
                width = self.name(level, 256 * number)[1] if number <= self.size >> (8 * (level + 1)) else 0
                content = None if width == 0 or signed == path or signed in wrong else self._exactly(path, int(file))
                if content == b"":
                    cut.append(path)
                elif content is not None and any(
                        self.hash(level, 256 * number + i) not in (None, content[32 * i : 32 * i + 32])
                        for i in range(min(int(file), width))):
                    different.append(path)
        return sorted(different)[:MOST_OF_A_KIND], sorted(cut)[:MOST_OF_A_KIND]


def subtree(tiles, level, index):
    base, height = divmod(level, 8)
    nodes = []
    for i in range(1 << height):
        node = tiles.hash(base, (index << height) + i)
        if node is None:
            raise Refused("a tile is missing")
        nodes.append(node)
    while len(nodes) > 1:
        nodes = [node_hash(nodes[i], nodes[i + 1]) for i in range(0, len(nodes), 2)]
    return nodes[0]


def inclusion_holds(leaf, index, size, path, root):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def tree_of_first(tiles, size):
    """The tree of the first entries, out of complete subtrees."""
    tree, at = Tree(), 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            tree.subtrees.append((level, subtree(tiles, level, at >> level)))
            at += 1 << level
    tree.size = size
    return tree


# ---- a log ----

class LogCheck:
    def __init__(self, log, key, witnesses, policy, sharing):
        self.sharing = sharing
        self.log, self.key, self.policy = log, key, policy
        self.findings, self.count = [], 0
        self.last, self.expected, self.records = 0, ["0" * 64], 0
        self.read_files()
        self.pruning, self.taken_in = 0, []
        self.terms, self.salt = 0, None
        self.tiles = Tiles(log, self.signed[0] if self.signed else 0)
        self.tree, self.torn, self.root_matches = Tree(), False, False
        self.different, self.last_differed, self.upper = [], False, {}
        self.ahead = sorted(witnesses, key=lambda each: each[1][0])

    def find(self, kind, file, line=0, offset=0, sequence=0):
        self.count += 1
        if self.count <= MOST_FINDINGS:
            self.findings.append({"kind": kind, "file": file, "line": line, "offset": offset, "sequence": sequence})

    def read(self, name, limit):
        return read(os.path.join(self.log, name), limit)

    def read_files(self):
        """A pruning is signed before pruned.json names it, and segments go after that: so read in this order, until it fits."""
        for _ in range(10):
            content = self.read("pruned.json", 1025)
            note = self.read("checkpoint", (1 << 20) + 1)
            names = self.segments()
            if content == self.read("pruned.json", 1025):
                break
        else:
            raise Unusable(UNREADABLE, "the log is pruned again and again")
        self.prefix = None
        if content is not None:
            self.read_pruned(content)
        self.signed, self.no_checkpoint, self.note = None, note is None, note
        if note is not None:
            self.read_checkpoint(note)
        self.names = names

    def segments(self):
        directory = os.path.join(self.log, "segments")
        owner = Owner(self.log)
        names = []
        if owner.require_directory(directory):
            names = sorted(
                name for name in os.listdir(directory) if re.fullmatch(r"[0-9]{20}\.jsonl", name, re.ASCII))
        for name in names:
            owner.require_file(os.path.join(directory, name))
        return names

    def read_checkpoint(self, note):
        try:
            size, root = checkpoint(note, self.key)
            if size > LARGEST_TREE:
                raise Refused("too large")
            self.signed = size, root
        except Refused:
            self.find("CHECKPOINT_REFUSED", "checkpoint")

    def read_pruned(self, content):
        try:
            value = canonical_object(content)
            if (set(value) != {"hash", "sequence", "v"} or not _is_version(value["v"]) or not _is_hash(value["hash"])
                    or not _is_whole(value["sequence"]) or value["sequence"] < 1):
                raise Refused("not what praxis writes")
            self.prefix = int(value["sequence"]), value["hash"]
            self.last, self.expected = self.prefix[0], [self.prefix[1]]
        except Refused:
            self.find("DESCRIPTION_REFUSED", "pruned.json")

    def read_identity(self):
        content = self.read("log.json", 4097)
        try:
            value = canonical_object(content or b"")
            if (set(value) != {"origin", "v", "vkey"} or not _is_version(value["v"])
                    or value["vkey"] != self.key.text or value["origin"] != self.key.name):
                raise Refused("another log")
        except Refused:
            self.find("DESCRIPTION_REFUSED", "log.json")

    def run(self):
        self.read_identity()
        names = self.names
        if self.no_checkpoint:  # the first thing that a log gets
            self.find("CHECKPOINT_MISSING", "checkpoint")
        below = 0
        while self.prefix and len(names) > below + 1 and int(names[below + 1][:20]) <= self.prefix[0] + 1:
            below += 1
        flawed = self.left_over(names[:below])
        if flawed:
            self.find("LEFT_OVER_REFUSED", "segments/" + flawed)
        names = names[below:]
        for name in names:
            path = os.path.join(self.log, "segments", name)
            self.segment(path, "segments/" + name, int(name[:20]), name == names[-1])
        if self.signed and self.last < self.signed[0]:
            self.find("TRUNCATED", "segments/" + names[-1] if names else "segments")
        elif self.signed and self.last == 0 and not names and os.path.exists(os.path.join(self.log, "tile")):
            self.find("TRUNCATED", "segments")
        if self.prefix and (self.pruning == 0 or (self.signed and self.pruning > self.signed[0])):
            self.find("PRUNING_UNRECORDED", "pruned.json", sequence=self.prefix[0])
        salt = self.read("salt", 1 << 16)
        if None not in (salt, self.salt) and hashlib.sha256(salt).hexdigest() != self.salt:
            self.find("SALT_REPLACED", "salt", sequence=self.terms)
        self.finish()
        for name in self.sharing:
            self.find("OTHER_LOG", name)
        if self.policy and self.signed:
            try:
                quorate = self.policy.judge(self.note, self.key)
            except Refused:
                quorate = False
            if not quorate:
                self.find("QUORUM_MISSED", "checkpoint")

    def about_the_log(self, sequence, value):
        """What the records of the log about itself say: that it was pruned, what it took in after a crash, and its key for fingerprints."""
        args = value["args"]
        if value["decision"] != "MAINTENANCE" or value["tool"] != "praxis.audit":
            return
        if args.get("event") == "pruned" and self.prefix and not self.pruning:
            said = args.get("sequence")
            if _is_whole(said) and (int(said), args.get("hash")) == self.prefix:
                self.pruning = sequence
        elif args.get("event") == "recovered":
            count = args.get("takenIn")
            if not _is_whole(count) or not 1 <= count < sequence:
                return
            self.taken_in = self.taken_in[1 - MOST_FINDINGS :] + [[sequence - int(count), sequence - 1, sequence]]
            if self.pruning >= sequence - count:
                self.pruning = 0  # a pruning is signed before it removes anything
        elif args.get("event") == "policy":
            salt = args.get("saltSha256")
            self.terms, self.salt = sequence, salt if isinstance(salt, str) else None

    def segment(self, path, name, first, is_last):
        number = offset = 0
        with opened(path) as file:
            while True:
                line = file.readline(LONGEST_RECORD + 2)
                length = len(line)
                while line and not line.endswith(b"\n") and length > LONGEST_RECORD + 1:
                    more = file.readline(LONGEST_RECORD + 2)  # the rest of a line that is too long
                    length += len(more)
                    if not more or more.endswith(b"\n"):
                        line = line + b"\n" if more else line
                        break
                if not line.endswith(b"\n"):
                    self.name_of_next(name, first, number)
                    if line and not is_last:
                        self.unreadable(name, number + 1, offset)
                    elif line:
                        self.tail(file, name, number, offset)
                    return
                if is_last and self.signed and self.last >= self.signed[0] and b"\0" in line[: LONGEST_RECORD + 1]:
                    self.name_of_next(name, first, number)
                    self.tail(file, name, number, offset)  # a power loss left a hole of zeros: the line was never whole
                    return
                number += 1
                self.line(line[:-1], name, number, offset, first)
                offset += length

    def left_over(self, names):
        """What a pruning that was cut off left ends in the record that pruned.json names. The first segment that does not fit, or None."""
        last, expected = (int(names[0][:20]) - 1, None) if names else (0, None)
        try:
            for name in names:
                if int(name[:20]) != last + 1:
                    return name
                with opened(os.path.join(self.log, "segments", name)) as file:
                    while True:
                        line = file.readline(LONGEST_RECORD + 1)
                        if not line:
                            break
                        if not line.endswith(b"\n"):
                            return name
                        sequence, previous, stated, computed, _ = record(line[:-1])
                        if stated != computed or sequence != last + 1 or expected not in (None, previous):
                            return name
                        last, expected = sequence, computed
        except Refused:
            return name
        except FileNotFoundError:
            return None  # the pruning is under way
        return names[-1] if names and (last, expected) != self.prefix else None

    def name_of_next(self, name, first, number):
        if number == 0 and first != self.last + 1:
            self.find("SEGMENT_MISNAMED", name)

    def tail(self, file, name, number, offset):
        """What a crash left behind the last record is a part of one write; the next record moves it aside."""
        if file.seek(0, os.SEEK_END) - offset > MOST_TORN:
            self.unreadable(name, number + 1, offset)

    def unreadable(self, name, number, offset):
        self.last += 1
        self.expected = []
        self.find("MALFORMED", name, number, offset, self.last)

    def line(self, line, name, number, offset, first):
        try:
            if len(line) > LONGEST_RECORD:
                raise Refused("too long")
            sequence, previous, stated, computed, value = record(line)
        except Refused:
            self.unreadable(name, number, offset)
            return
        self.records += 1
        if stated != computed:
            self.last += 1
            self.expected = [stated, computed]
            self.find("HASH_MISMATCH", name, number, offset, self.last)
            return
        flawed = True
        if self.expected and sequence != self.last + 1:
            self.find("SEQUENCE_GAP", name, number, offset, sequence)
        elif self.expected and previous not in self.expected:
            self.find("CHAIN_BROKEN", name, number, offset, sequence)
        else:
            flawed = False
        self.last, self.expected = sequence, [computed]
        if number == 1 and sequence != first and not flawed:
            self.find("SEGMENT_MISNAMED", name)
        self.about_the_log(sequence, value)
        self.compare(line, sequence, name, number, offset)

    # -- the tree: where a record is flawed or missing, the leaf that the tiles have takes its place --

    def compare(self, line, sequence, name, number, offset):
        self.fill(sequence - 1)
        if self.torn or self.tree.size != sequence - 1:
            return
        leaf = leaf_hash(line)
        stored = self.tiles.hash(0, self.tree.size)
        differs = stored is not None and stored != leaf
        self.add(leaf)
        if differs and not self.last_differed and len(self.different) < MOST_OF_A_KIND:
            self.different.append((name, number, offset, sequence))
        self.last_differed = differs
        self.compare_roots()

    def fill(self, size):
        self.compare_roots()
        while not self.torn and self.tree.size < size:
            leaf = self.tiles.hash(0, self.tree.size)
            if leaf is None:
                self.torn = True
                return
            self.add(leaf)
            self.compare_roots()

    def add(self, leaf):
        index = self.tree.size
        for level, node in self.tree.append(leaf):
            if level % 8 == 0:
                stored = self.tiles.hash(level // 8, index >> level)
                if stored is not None and stored != node and len(self.upper) < MOST_OF_A_KIND:
                    self.upper[self.tiles.path(level // 8, index >> level)] = True

    def compare_roots(self):
        if self.torn:
            return
        if self.signed and self.tree.size == self.signed[0]:
            self.root_matches = self.tree.root() == self.signed[1]
        while self.ahead and self.ahead[0][1][0] == self.tree.size:
            name, (size, root) = self.ahead.pop(0)
            if self.tree.root() != root:
                self.find("WITNESS_MISMATCH", name, sequence=size)

    def finish(self):
        if self.signed:
            self.fill(self.signed[0])
            tiles = {}
            for name, number, offset, sequence in self.different:
                if self.root_matches:
                    tiles[self.tiles.path(0, sequence - 1)] = True
                else:
                    self.find("RECORD_REWRITTEN", name, number, offset, sequence)
            if self.root_matches or not self.different:
                tiles.update(self.upper)
            cut = []
            if self.root_matches:
                different, cut = self.tiles.older(set(tiles))
                tiles.update((tile, True) for tile in different)
            for tile in tiles:
                self.find("TILE_MISMATCH", "tile/" + tile)
            for tile in list(self.tiles.missing) + cut:
                self.find("TILE_MISSING", "tile/" + tile)
            if not self.root_matches:
                self.find("CHECKPOINT_MISMATCH", "checkpoint")
        for name, (size, _) in self.ahead:
            self.find("ROLLED_BACK" if self.last < size else "WITNESS_MISMATCH", name, sequence=size)


class Owner:
    """Whose a log is. What somebody else could have written is no evidence, nor is what is reached by a link."""

    def __init__(self, log):
        self.uid = None
        try:
            self.uid = self._judge(log, os.stat(log), stat.S_ISDIR)
        except FileNotFoundError:
            pass

    def _judge(self, path, status, is_kind):
        if not is_kind(status.st_mode):
            raise Unusable(UNREADABLE, "%s is a link, or not what should be there" % path)
        if status.st_mode & 0o077 or self.uid not in (None, status.st_uid):
            raise Unusable(UNREADABLE, "others than the owner of the log may use %s" % path)
        return status.st_uid

    def _require(self, path, is_kind):
        """Whether it is there; what is not is judged elsewhere."""
        try:
            self._judge(path, os.lstat(path), is_kind)
        except FileNotFoundError:
            return False
        return True

    def require_file(self, path):
        return self._require(path, stat.S_ISREG)

    def require_directory(self, path):
        return self._require(path, stat.S_ISDIR)

    def require_tree(self, directory):
        """The same of all that is in a directory; tiles come and go while the log is written to."""
        if self.require_directory(directory):
            for name in os.listdir(directory):
                path = os.path.join(directory, name)
                if os.path.isdir(path):
                    self.require_tree(path)
                else:
                    self.require_file(path)


def opened(path):
    """A regular file; no link is followed, and no pipe is waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unusable(UNREADABLE, "%s is no regular file" % path)
    return os.fdopen(descriptor, "rb")


def read(path, limit):
    """The first bytes of a file, or None when there is none."""
    try:
        with opened(path) as file:
            return file.read(limit)
    except FileNotFoundError:
        return None


def verify_log(arguments, key):
    log = arguments.directory
    if not any(os.path.exists(os.path.join(log, name)) for name in ("segments", "checkpoint", "log.json", "pruned.json", "tile")):
        raise Unusable(ABSENT, "there is no audit log in %s" % log)
    owner = Owner(log)
    for name in ("log.json", "pruned.json", "checkpoint", "salt"):
        owner.require_file(os.path.join(log, name))
    owner.require_tree(os.path.join(log, "tile"))
    witnesses = [(name, kept_checkpoint(name, key)) for name in arguments.witness]
    sharing = [name for name in arguments.witness if not arguments.shared_witness and other_logs(name, key)]
    check = LogCheck(log, key, witnesses, arguments.policy and policy_of(arguments.policy), sharing)
    check.run()
    for finding in check.findings:
        print(json.dumps(finding, sort_keys=True))
    print(json.dumps({
        "intact": check.count == 0, "records": check.records, "lastSequence": check.last, "takenIn": check.taken_in,
        "pruned": check.prefix[0] if check.prefix else 0, "signed": check.signed[0] if check.signed else 0,
        "findingCount": check.count}, sort_keys=True))
    return min((LAYER[finding["kind"]] for finding in check.findings), default=OK)


def verify_receipt(arguments, key):
    """C2SP tlog-proof, with the record as its extra data."""
    content = whole(arguments.file)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8")
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if (not separator or len(lines) < 3 or len(lines) > 66 or lines[0] != "c2sp.org/tlog-proof@v1"
            or not lines[1].startswith("extra ") or not lines[2].startswith("index ")):
        raise Refused("not a receipt")
    entry, index = strict_base64(lines[1][6:]), decimal(lines[2][6:])
    path = [strict_base64(line) for line in lines[3:]]
    size, root = checkpoint(note.encode("utf-8"), key)
    if any(len(each) != 32 for each in path) or not inclusion_holds(leaf_hash(entry), index, size, path, root):
        raise Refused("it does not prove its record")
    if arguments.policy and not policy_of(arguments.policy).judge(note.encode("utf-8"), key):
        raise Refused("the quorum of the policy did not cosign its checkpoint")
    print(json.dumps({"sequence": index + 1, "signed": size, "record": entry.decode("utf-8", "replace")}, sort_keys=True))
    return OK


def verify_extension(arguments, key):
    """The tree of the newer checkpoint, out of the tiles, begins with that of the older one."""
    older, newer = kept_checkpoint(arguments.older, key), kept_checkpoint(arguments.newer, key)
    holds = older[0] <= newer[0] <= LARGEST_TREE
    if holds:
        tiles = Tiles(arguments.directory, newer[0])
        holds = all(tree_of_first(tiles, size).root() == root for size, root in (older, newer))
    print(json.dumps({"extends": holds, "older": older[0], "newer": newer[0]}, sort_keys=True))
    return OK if holds else PROOF


def whole(name):
    try:
        if os.path.exists(name) and not os.path.isfile(name):
            raise OSError("%s is no regular file" % name)
        with open(name, "rb") as file:
            return file.read(1 << 21)
    except OSError as failed:
        raise Unusable(FILE, "cannot read: %s" % failed)


def other_logs(place, key):
    """Whether a witness remembers another log: one that was here, and was removed, has another name."""
    own = hashlib.sha256(key.name.encode("utf-8")).hexdigest()
    if not os.path.isdir(place):
        return False
    others = [os.path.join(place, name, "checkpoint") for name in os.listdir(place) if name != own]
    return any(os.path.isfile(other) and not os.path.islink(other) for other in others)


def kept_checkpoint(place, key):
    """The checkpoint in a file, or in the directory of a witness, which keeps it below the SHA-256 of the origin."""
    if os.path.isdir(place):
        place = os.path.join(place, hashlib.sha256(key.name.encode("utf-8")).hexdigest(), "checkpoint")
        if not os.path.exists(place):
            raise Refused("the witness remembers nothing of this log")
    try:
        with opened(place) as file:
            note = file.read((1 << 20) + 1)
    except (OSError, Unusable) as failed:
        raise Unusable(FILE, "cannot read: %s" % failed)
    return checkpoint(note, key)


def key_of(text):
    """A key, or one in a file."""
    try:
        if re.match(r"[^+]+\+[0-9a-f]{8}\+", text, re.ASCII) or not os.path.isfile(text):
            return Key(text)
        return Key(whole(text)[:4096].decode("utf-8").strip())
    except (Refused, ValueError) as refused:
        raise Unusable(KEY, "--key: %s" % refused)


def policy_of(name):
    try:
        return Policy(whole(name))
    except Refused as refused:
        raise Unusable(KEY, "--policy: %s" % refused)


def main(given=None):
    parser = argparse.ArgumentParser(description="Verify audit logs, receipts and checkpoints of praxis.")
    commands = parser.add_subparsers(dest="command", required=True)
    log = commands.add_parser("log", help="a whole log")
    log.add_argument("directory")
    log.add_argument("--witness", action="append", default=[], help="a checkpoint that was kept elsewhere")
    log.add_argument("--shared-witness", action="store_true", help="the witness is there for logs of several places")
    log.set_defaults(run=verify_log)
    receipt = commands.add_parser("receipt", help="a receipt of one record")
    receipt.add_argument("file")
    receipt.set_defaults(run=verify_receipt)
    extends = commands.add_parser("extends", help="that a newer checkpoint extends an older one")
    extends.add_argument("directory")
    extends.add_argument("older")
    extends.add_argument("newer")
    extends.set_defaults(run=verify_extension)
    for command in (log, receipt):
        command.add_argument("--policy", help="whose cosignatures the checkpoint needs (C2SP tlog-policy)")
    for command in (log, receipt, extends):
        command.add_argument("--key", required=True, help="the verifier key of the log, name+hash+key")
    arguments = parser.parse_args(given)
    try:
        return arguments.run(arguments, key_of(arguments.key))
    except Refused as refused:
        print("refused: %s" % refused, file=sys.stderr)
        return PROOF
    except Unusable as unusable:
        print(unusable, file=sys.stderr)
        return unusable.status
    except OSError as failed:
        print("cannot read: %s" % failed, file=sys.stderr)
        return UNREADABLE


if __name__ == "__main__":
    sys.exit(main())
