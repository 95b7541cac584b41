# Supervised fine-tuning and AdamW (Loshchilov and Hutter 2019).

def sft_loss(self, ids: Tensor, pixels: Tensor, labels: Tensor) -> Tensor:
    # Mean cross-entropy over the positions whose label, shifted already, is not -100. labels (B, T)
    x = self.hidden(ids, pixels)
    flat = torch.reshape(labels, [-1])
    learned = torch.squeeze(torch.nonzero(torch.ne(flat, -100)), 1)
    x = torch.index_select(torch.reshape(x, [-1, torch.size(x, 2)]), 0, learned)
    return torch.cross_entropy_loss(self.logits(x), torch.index_select(flat, 0, learned))

def alignment_loss(self, pixels: Tensor, labels: Tensor, words: Tensor, rivals: Tensor) -> Tensor:
    # Each image token, read by the text model's head as it is, names what its patch shows: one of
    # words (W) for every aspect. rivals (A, W) is 0 where a word competes for an aspect, else -inf;
    # labels (I, N, A) are places in words. The text model is what the tower learns to speak to: it
    # stays as it is.
    x = self.image_features(pixels)
    norm = torch.detach(self.cast(self.text_prefix + 'norm.weight', x))
    h = torch.rms_norm(x, [torch.size(x, -1)], norm, self.text_eps)
    head = torch.detach(torch.index_select(self.head(h), 0, words))
    said = torch.to(torch.linear(h, head), 6)  # (I, N, W)
    said = torch.log_softmax(torch.unsqueeze(said, 2) + rivals, -1)  # (I, N, A, W)
    return torch.neg(torch.mean(torch.gather(said, -1, torch.unsqueeze(labels, -1))))

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
