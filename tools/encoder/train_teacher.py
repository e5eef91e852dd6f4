# SPDX-License-Identifier: Apache-2.0
"""Tunes the teacher so that an English outcome lies near the concepts that it covers."""

import argparse
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F

import data
import encoded
import teacher

TEMPERATURE = 20.0
WARM_UP = 0.06  # Part of the run.
MAX_TOKENS = 64
# How a concept is put into words: its label, an alternative label, or label and description.
LABEL_SHARE, ALTERNATIVE_SHARE = 0.45, 0.15
POSITIVES = 2  # At most so many of a text's concepts join a batch.


class Batches:
    """Endless batches: texts, concepts, the pairs between them, and what must not repel."""

    def __init__(self, concepts, examples, tokenizer, texts, names, seed):
        self.random = random.Random(seed)
        self.texts, self.names = texts, names
        self.uris = [c.uri for c in concepts]
        self.label = dict(zip(self.uris, tokenizer.ids([c.label for c in concepts])))
        self.described = dict(zip(self.uris, tokenizer.ids([c.described for c in concepts])))
        self.alternatives = {c.uri: tokenizer.ids(c.alternatives) for c in concepts}
        self.examples = []
        for ids, example in zip(tokenizer.ids([e.text for e in examples]), examples):
            known = [u for u in example.concepts if u in self.label]
            if known:
                self.examples.append((ids, known))
        self.queue = []
        self.epochs = 0

    def concept_text(self, uri):
        draw = self.random.random()
        if draw < LABEL_SHARE:
            return self.label[uri]
        if draw < LABEL_SHARE + ALTERNATIVE_SHARE and self.alternatives[uri]:
            return self.random.choice(self.alternatives[uri])
        return self.described[uri]

    def name_pair(self):
        """One name of a random concept, and another text of the same concept."""
        uri = self.random.choice(self.uris)
        if self.alternatives[uri]:
            name = self.random.choice(self.alternatives[uri])
            other = self.random.choice((self.label, self.described))[uri]
        else:
            name, other = self.label[uri], self.described[uri]
        return uri, name, other

    def next(self):
        if len(self.queue) < self.texts:
            self.queue = self.random.sample(self.examples, len(self.examples))
            self.epochs += 1
        queries, gold, targets, target_uris, pairs = [], [], [], [], []
        for _ in range(self.texts):
            ids, uris = self.queue.pop()
            for uri in self.random.sample(uris, min(POSITIVES, len(uris))):
                pairs.append((len(queries), len(targets)))
                targets.append(self.concept_text(uri))
                target_uris.append(uri)
            queries.append(ids)
            gold.append(set(uris))
        for _ in range(self.names):
            uri, name, other = self.name_pair()
            pairs.append((len(queries), len(targets)))
            queries.append(name)
            gold.append({uri})
            targets.append(other)
            target_uris.append(uri)
        shared = torch.tensor([[u in g for u in target_uris] for g in gold])
        return queries, targets, torch.tensor(pairs), shared


def contrast(scores, pairs, shared):
    """Cross entropy of each pair against the batch; other gold concepts do not count."""
    rows, columns = pairs[:, 0], pairs[:, 1]
    masked = shared[rows]
    masked[torch.arange(len(rows)), columns] = False
    logits = (TEMPERATURE * scores[rows]).masked_fill(masked, -1e4)
    weight = 1.0 / torch.bincount(rows)[rows]
    return (F.cross_entropy(logits, columns, reduction="none") * weight).sum() / weight.sum()


def losses_and_gradients(network, workers, queries, targets, pairs, shared):
    """The two losses of a batch; their gradients are added to the network's."""
    texts = encoded.Encoded(network, queries, workers)
    concepts = encoded.Encoded(network, targets, workers)
    vectors = concepts.wait().vectors()
    mean = contrast(texts.wait().vectors() @ vectors.T, pairs, shared)
    token = contrast(texts.token_scores(vectors), pairs, shared)
    (mean + token).backward()
    for job in texts.backward() + concepts.backward():
        job.result()
    return mean.item(), token.item()


def rate(progress):
    """Warm-up, then linear decay to nothing at the end of the run."""
    return min(progress / WARM_UP, max(0.0, (1 - progress) / (1 - WARM_UP)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with esco/, mapping/ and outcomes/")
    parser.add_argument("--out", required=True, help="folder for checkpoints")
    parser.add_argument("--start", default="base", help="'base' or a checkpoint to continue from")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--steps", type=int, help="length of the run in steps")
    length.add_argument("--minutes", type=float, help="length of the run in wall time")
    parser.add_argument("--texts", type=int, default=48, help="sentences and outcomes a batch")
    parser.add_argument("--names", type=int, default=24, help="alternative labels a batch")
    parser.add_argument("--rate", type=float, default=5e-5, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    workers = ThreadPoolExecutor(options.threads)
    torch.manual_seed(options.seed)
    os.makedirs(options.out, exist_ok=True)
    batches = Batches(
        data.read_concepts(options.data),
        data.training_examples(options.data),
        teacher.Tokenizer(MAX_TOKENS),
        options.texts,
        options.names,
        options.seed,
    )
    network = teacher.load(options.start)
    optimizer = torch.optim.AdamW(network.parameters(), options.rate, fused=True)
    print(f"{len(batches.examples)} texts, {len(batches.uris)} concepts", flush=True)

    started, step, progress = time.time(), 0, 0.0
    sums = [0.0, 0.0, 0]
    while progress < 1.0:
        optimizer.param_groups[0]["lr"] = options.rate * rate(progress)
        queries, targets, pairs, shared = batches.next()
        mean, token = losses_and_gradients(network, workers, queries, targets, pairs, shared)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

        step += 1
        elapsed = time.time() - started
        progress = step / options.steps if options.steps else elapsed / (60 * options.minutes)
        sums = [sums[0] + mean, sums[1] + token, sums[2] + 1]
        if step in (1, 5, 10) or step % 20 == 0 or progress >= 1.0:
            print(
                f"step {step} epoch {batches.epochs} progress {progress:.3f} "
                f"mean {sums[0] / sums[2]:.3f} token {sums[1] / sums[2]:.3f} "
                f"{elapsed / step:.2f} s/step {elapsed:.0f} s",
                flush=True,
            )
            sums = [0.0, 0.0, 0]
        if step % 100 == 0:
            teacher.save(network, os.path.join(options.out, f"step-{step:05d}.safetensors"))
    teacher.save(network, os.path.join(options.out, "tuned.safetensors"))


if __name__ == "__main__":
    main()
