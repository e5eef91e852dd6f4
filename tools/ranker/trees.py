# SPDX-License-Identifier: Apache-2.0
"""Writes LightGBM's trees in the form that server/mapping/tree_ensemble.h reads."""

import json

LEAF = -1
DIGITS = 7


def plain(booster, names):
    """{"features", "trees"} of a LightGBM model over features of these names."""
    return {
        "features": names,
        "trees": [tree_lists(t["tree_structure"]) for t in booster.dump_model()["tree_info"]],
    }


def tree_lists(root):
    lists = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def add(node):
        place = len(lists["feature"])
        leaf = "leaf_value" in node
        lists["feature"].append(LEAF if leaf else node["split_feature"])
        # Thresholds lie between values of the training rows: cutting digits could move one across.
        lists["threshold"].append(0 if leaf else node["threshold"])
        value = node["leaf_value"] if leaf else node["internal_value"]
        lists["value"].append(float(f"{value:.{DIGITS}g}"))
        lists["left"].append(0)
        lists["right"].append(0)
        if not leaf:
            lists["left"][place] = add(node["left_child"])
            lists["right"][place] = add(node["right_child"])
        return place

    add(root)
    return lists


def network_lines(network):
    return json.dumps(network, separators=(",", ":")).replace("],[", "],\n[")


def write(ranker, out):
    """One tree a line, and one unit of a network: a change of a few is one of a few lines."""
    out.write('{"format": %d,' % ranker["format"])
    if "finding" in ranker:
        out.write(f'\n"finding": {network_lines(ranker["finding"])},')
    out.write('\n"models": {')
    for i, (name, model) in enumerate(ranker["models"].items()):
        out.write(f'{"," if i else ""}\n{json.dumps(name)}: {{')
        for part in ("order", "confidence"):
            features = json.dumps(model[part]["features"])
            trees = ",\n".join(
                json.dumps(t, separators=(",", ":")) for t in model[part]["trees"]
            )
            out.write(f'\n"{part}": {{"features": {features}, "trees": [\n{trees}]}},')
        if "affinity" in model:
            out.write(f'\n"affinity": {network_lines(model["affinity"])},')
        out.write(f'\n"confidence_offset": {model["confidence_offset"]},')
        out.write(f'\n"commit": {json.dumps(model["commit"])}}}')
    out.write("\n}}\n")
