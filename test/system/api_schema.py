"""Validates objects strictly against the API schema of exactly one minor each.

Reads a JSON list of {"minor": "1.36", "label": "...", "object": {...}} and writes {"checked": N, "problems": ["label: path: message"]}.
"""
import functools
import json
import sys

from kubernetes_validate import utils

# Each schema and each minor's definitions are read once, not once an object.
utils.schema_contents = functools.lru_cache(maxsize=None)(utils.schema_contents)
utils.all_versions = functools.lru_cache(maxsize=None)(utils.all_versions)


def problem(entry):
    try:
        used = utils.validate(entry["object"], entry["minor"] + ".0", strict=True)
    except utils.ValidationError as error:
        return "%s: %s" % (".".join(str(part) for part in error.absolute_path), error.message)
    except utils.SchemaNotFoundError as error:
        return error.message
    if used != entry["minor"]:
        return "checked against %s instead of %s" % (used, entry["minor"])
    return None


def main():
    entries = json.load(sys.stdin)
    found = [(entry["label"], problem(entry)) for entry in entries]
    json.dump({"checked": len(found), "problems": ["%s: %s" % pair for pair in found if pair[1]]}, sys.stdout)


main()
