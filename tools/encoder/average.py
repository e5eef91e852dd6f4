# SPDX-License-Identifier: Apache-2.0
"""Averages the weights of checkpoints of one run of trainings: better than each of them on texts
unlike those they were trained on (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482)."""

import argparse

import student


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", metavar="SHARE=FILE", help="shares add up to 1")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    options = parser.parse_args()
    parts = [part.split("=", 1) for part in options.checkpoints]
    if abs(sum(float(share) for share, _ in parts) - 1) > 1e-6:
        parser.error("the shares do not add up to 1")
    networks = [(float(share), student.load(path)) for share, path in parts]
    states = [(share, network.state_dict()) for share, network in networks]
    _, mean = networks[0]
    mean.load_state_dict(
        {name: sum(share * state[name] for share, state in states) for name in mean.state_dict()}
    )
    student.save(mean, options.out)


if __name__ == "__main__":
    main()
