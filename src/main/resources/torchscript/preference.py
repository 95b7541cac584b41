# Direct Preference Optimization (Rafailov et al. 2023) on packed pairs: prompt, chosen, rejected in one
# row. Shapes: B pairs, T packed tokens, C hidden, N response tokens of all pairs, V vocabulary. Rows of
# 2B sequences hold the chosen responses first, then the rejected.

def packed_mask(self, ids: Tensor, segments: Tensor) -> Tensor:
    # segments (B, T): 0 prompt, 1 chosen, 2 rejected, 3 padding. A response sees the prompt and itself.
    T = torch.size(segments, 1)
    at = torch.arange(T, device=segments.device)
    before = torch.ge(torch.unsqueeze(at, 1), at)  # (T, T)
    own = torch.eq(torch.unsqueeze(segments, 2), torch.unsqueeze(segments, 1))  # (B, T, T)
    prompt = torch.unsqueeze(torch.eq(segments, 0), 1)  # (B, 1, T)
    mask = torch.__and__(before, torch.__or__(own, prompt))
    if self.pictures_both_ways:
        mask = torch.__or__(mask, self.overlay(ids))
    return torch.unsqueeze(mask, 1)  # (B, 1, T, T)

def packed_embed(self, ids: Tensor, features: Tensor) -> Tensor:
    # features (tokens of all pictures in order, C)
    images = annotate(List[Tensor], [])
    if torch.size(features, 0) > 0:
        images.append(features)
    return self.merge(ids, images)  # (B, T, C)

def packed_rotary(self, positions: Tensor, like: Tensor) -> Tuple[Tensor, Tensor]:
    # positions (A, B, T) to cos and sin (B, 1, T, D)
    shape = [torch.size(positions, 1), 1, torch.size(positions, 2), -1]
    cos, sin = self.rotary_at(torch.flatten(positions, 1, 2), like)
    return (torch.reshape(cos, shape), torch.reshape(sin, shape))

def packed_layer(self, x: Tensor, ids: Tensor, segments: Tensor, positions: Tensor, layer: Tensor) -> Tensor:
    p = self.text_prefix + 'layers.' + str(int(layer)) + '.'
    return self.text_layer(x, p, self.packed_rotary(positions, x), self.packed_mask(ids, segments))

def packed_hidden(self, ids: Tensor, features: Tensor, segments: Tensor, positions: Tensor) -> Tensor:
    x = self.packed_embed(ids, features)
    rotary = self.packed_rotary(positions, x)
    mask = self.packed_mask(ids, segments)
    for i in range(self.text_layers):
        x = self.text_layer(x, self.text_prefix + 'layers.' + str(i) + '.', rotary, mask)
    return x  # (B, T, C)

def response_stats(self, x: Tensor, at: Tensor, targets: Tensor, owners: Tensor, sequences: Tensor) -> Tensor:
    # at (N): flat positions that predict response tokens; targets (N): those tokens; owners (N): their
    # sequence; sequences (2B) zeros. Row 0: log-probability of each response; row 1: the sum over its
    # tokens of the mean logit, a figure to watch, without a gradient.
    y = self.logits(torch.index_select(torch.reshape(x, [-1, torch.size(x, 2)]), 0, at))  # (N, V)
    chosen = torch.squeeze(torch.gather(y, 1, torch.unsqueeze(targets, 1)), 1)
    logps = torch.index_add(sequences, 0, owners, chosen - torch.logsumexp(y, [1]))
    means = torch.index_add(sequences, 0, owners, torch.detach(torch.mean(y, [1])))
    return torch.stack([logps, means])  # (2, 2B)

def log_ratios(self, stats: Tensor, reference: Tensor) -> Tensor:
    # log pi(y|x) - log pi_ref(y|x); reference (2B). Row 0 chosen, row 1 rejected.
    return torch.reshape(torch.select(stats, 0, 0) - reference, [2, -1])  # (2, B)

def dpo_sft(self, stats: Tensor, reference: Tensor, lengths: Tensor, settings: Tensor) -> Tensor:
    # Cross-entropy of the chosen responses, a mean over their tokens. settings: beta, label smoothing,
    # weight of this term, pairs and chosen tokens of the whole batch, of which these pairs are a part.
    logps = torch.select(torch.reshape(torch.select(stats, 0, 0), [2, -1]), 0, 0)
    return torch.neg(torch.sum(logps)) * torch.select(settings, 0, 2) / torch.select(settings, 0, 4)

def dpo_sigmoid(self, stats: Tensor, reference: Tensor, lengths: Tensor, settings: Tensor) -> Tensor:
    # Rafailov et al. 2023, equation 7; with label smoothing, conservative DPO (Mitchell 2023).
    r = self.log_ratios(stats, reference)
    h = torch.select(settings, 0, 0) * (torch.select(r, 0, 0) - torch.select(r, 0, 1))  # (B)
    e = torch.select(settings, 0, 1)
    losses = torch.neg(torch.log_sigmoid(h)) * (1. - e) - torch.log_sigmoid(torch.neg(h)) * e
    return torch.sum(losses) / torch.select(settings, 0, 3) + self.dpo_sft(stats, reference, lengths, settings)

def dpo_ipo(self, stats: Tensor, reference: Tensor, lengths: Tensor, settings: Tensor) -> Tensor:
    # Azar et al. 2023, equation 17, over means a token as its authors compute it. lengths (2B)
    r = self.log_ratios(stats, reference) / torch.clamp(torch.reshape(lengths, [2, -1]), 1.)
    h = torch.select(r, 0, 0) - torch.select(r, 0, 1)  # (B)
    losses = torch.square(h - torch.reciprocal(torch.select(settings, 0, 0) * 2.))
    return torch.sum(losses) / torch.select(settings, 0, 3) + self.dpo_sft(stats, reference, lengths, settings)

def dpo_hinge(self, stats: Tensor, reference: Tensor, lengths: Tensor, settings: Tensor) -> Tensor:
    # Zhao et al. 2023 (SLiC), on the log ratios as Liu et al. 2024 (RSO) have it.
    r = self.log_ratios(stats, reference)
    h = torch.select(settings, 0, 0) * (torch.select(r, 0, 0) - torch.select(r, 0, 1))  # (B)
    losses = torch.relu(torch.neg(h) + 1.)
    return torch.sum(losses) / torch.select(settings, 0, 3) + self.dpo_sft(stats, reference, lengths, settings)

def encode_f32(self, inputs: List[Tensor]) -> Tensor:
    return torch.to(self.encode(inputs), 6)  # (tokens, C)
