"""Scores pages: the cosine of the angle between a question and each page, rare words counting more."""

import numpy as np

from answers.terms import BUCKETS, terms


class Index:
    def __init__(self, pages: list[dict[str, str]]) -> None:
        self.titles = [page["title"] for page in pages]
        counts = self._counts([f"{page['title']} {page['title']} {page['text']}" for page in pages])
        self.weights = np.log((1 + len(pages)) / (1 + np.count_nonzero(counts, axis=0))) + 1
        self.pages = self._directions(counts)

    def search(self, question: str, most: int) -> list[tuple[str, float]]:
        scores = self.pages @ self._directions(self._counts([question]))[0]
        best = np.argsort(-scores, kind="stable")[:most]
        return [(self.titles[i], round(float(scores[i]), 3)) for i in best if scores[i] > 0]

    @staticmethod
    def _counts(texts: list[str]) -> np.ndarray:
        counts = np.zeros((len(texts), BUCKETS), dtype=np.float32)
        for row, numbers in enumerate(terms(texts)):
            np.add.at(counts[row], numbers, 1)
        return counts

    def _directions(self, counts: np.ndarray) -> np.ndarray:
        weighted = counts * self.weights.astype(np.float32)
        lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
        return weighted / np.maximum(lengths, 1e-9)
