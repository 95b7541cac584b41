# Supervised fine-tuning and AdamW (Loshchilov and Hutter 2019).

def sft_loss(self, ids: Tensor, pixels: Tensor, labels: Tensor) -> Tensor:
    # Mean cross-entropy over the positions whose label, shifted already, is not -100. labels (B, T)
    x = self.hidden(ids, pixels)
    flat = torch.reshape(labels, [-1])
    learned = torch.squeeze(torch.nonzero(torch.ne(flat, -100)), 1)
    x = torch.index_select(torch.reshape(x, [-1, torch.size(x, 2)]), 0, learned)
    return torch.cross_entropy_loss(self.logits(x), torch.index_select(flat, 0, learned))

def alignment_loss(self, pixels: Tensor, labels: Tensor) -> Tensor:
    # Each image token, read by the text model's head as it is, names what its patch shows. labels (I, N, words)
    said = torch.log_softmax(self.logits(self.image_features(pixels)), -1)  # (I, N, vocabulary)
    return torch.neg(torch.mean(torch.gather(said, -1, labels)))

def touch(self, zero: Tensor) -> Tensor:
    # Its gradient is zero for every weight: a batch without pictures then leaves none undefined.
    total = zero
    for name in self.w.keys():
        total = total + torch.sum(self.w[name]) * zero
    return total

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

def adamw(self, params: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], rates: List[float]) -> int:
    # rates: learning rate, beta1, beta2, weight decay. The fused kernel does not advance its step.
    grads = annotate(List[Tensor], [])
    for p in params:
        grads.append(p.grad)
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(params, grads, first, second, annotate(List[Tensor], []), steps, lr=rates[0], beta1=rates[1], beta2=rates[2], weight_decay=rates[3], eps=1.0e-08, amsgrad=False, maximize=False)
    torch._foreach_zero_(grads)
    return torch.len(params)
