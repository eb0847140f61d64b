"""The helper around every attribution: cuDNN off inside, everything as it was outside, whatever happens."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.explain import explain
from core.explain.device import attribution_mode, device_of
from tests.explain.tiny import lstm_evidence


def test_inside_and_outside() -> None:
    module = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
    module[1].eval()
    module[0].bias.requires_grad_(False)
    cudnn = torch.backends.cudnn.enabled
    with torch.no_grad(), attribution_mode(module):
        assert not torch.backends.cudnn.enabled
        assert torch.is_grad_enabled()
        assert not any(part.training for part in module.modules())
        assert not any(weight.requires_grad for weight in module.parameters())
    assert torch.backends.cudnn.enabled == cudnn
    assert [part.training for part in module.modules()] == [True, True, False]
    assert [weight.requires_grad for weight in module.parameters()] == [True, False]


def test_restored_after_an_error() -> None:
    module = nn.Linear(2, 2)
    with pytest.raises(RuntimeError, match="inside"), attribution_mode(module):
        raise RuntimeError("inside")
    assert module.training
    assert module.weight.requires_grad


def test_a_module_without_weights_is_on_the_cpu() -> None:
    assert device_of(nn.Identity()) == torch.device("cpu")


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
@pytest.mark.parametrize("method", ["integrated gradients", "gradient x input", "gradient SHAP", "occlusion"])
def test_same_explanation_on_a_gpu(method: str) -> None:
    evidence = lstm_evidence()
    here = explain(evidence, (1, 1), method)
    evidence.module.cuda()
    there = explain(evidence, (1, 1), method)
    torch.testing.assert_close(
        torch.from_numpy(there.attributions[0]), torch.from_numpy(here.attributions[0]), rtol=1e-4, atol=1e-6
    )
