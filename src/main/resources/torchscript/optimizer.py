# AdamW (Loshchilov and Hutter 2019) with clipping.

def clip_gradients(self, params: List[Tensor], limit: float) -> Tensor:
    # Scales all gradients together so that their norm is at most the limit; returns the norm before.
    grads = annotate(List[Tensor], [])
    for p in params:
        grads.append(p.grad)
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(grads)))
    scale = torch.clamp(limit / (norm + 1.0e-06), None, 1.)
    # One by one: as the last use of the list, _foreach_mul_ counts as dead code and is left out.
    for grad in grads:
        torch.mul_(grad, scale)
    return norm

def all_finite(self, params: List[Tensor]) -> Tensor:
    # 1 where every value of every tensor is finite, else 0.
    worst = torch.zeros([1])
    for p in params:
        # Zero times what is not finite is not a number, which no sum takes away.
        worst = worst + torch.sum(p * 0.).to(worst.device)
    return torch.isfinite(worst).to(torch.zeros([1]).dtype)

def adamw(self, params: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], rates: List[float]) -> int:
    # rates: learning rate, beta1, beta2, weight decay. The fused kernel does not advance its step.
    grads = annotate(List[Tensor], [])
    for p in params:
        grads.append(p.grad)
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(params, grads, first, second, annotate(List[Tensor], []), steps, lr=rates[0], beta1=rates[1], beta2=rates[2], weight_decay=rates[3], eps=1.0e-08, amsgrad=False, maximize=False)
    torch._foreach_zero_(grads)
    return torch.len(params)
