# Answering with a cache: a prompt read in chunks, then a token a step. Shapes as in decoder.py and
# cache.py: T new tokens of S in all, R rows of a decode step.

def prefill_layer(self, x: Tensor, p: str, cache: Tuple[Tensor, Tensor], rotary: Tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
    # One sequence x (1, T, C) appended to its keys and values (K, maxLength, D), of which it sees S by
    # its mask (T, S); rotary cos and sin (T, D).
    T = torch.size(x, 1)
    S = torch.size(mask, 1)
    h = self.norm(x, p + 'input_layernorm.weight')
    q = self.rotate(torch.transpose(self.queries(h, p), 1, 2), rotary)  # (1, H, T, D)
    k = self.rotate(torch.transpose(self.keys(h, p), 1, 2), rotary)  # (1, K, T, D)
    v = torch.transpose(self.values(h, p), 1, 2)
    torch.copy_(torch.narrow(cache[0], 1, S - T, T), torch.squeeze(k, 0))
    torch.copy_(torch.narrow(cache[1], 1, S - T, T), torch.squeeze(v, 0))
    k = self.grouped(torch.unsqueeze(torch.narrow(cache[0], 1, 0, S), 0))  # (1, H, S, D)
    v = self.grouped(torch.unsqueeze(torch.narrow(cache[1], 1, 0, S), 0))
    a = torch.scaled_dot_product_attention(q, k, v, mask, 0., False)
    a = torch.reshape(torch.transpose(a, 1, 2), [1, T, -1])
    return self.after_attention(x, a, p)

def prefill_mask(self, ids: Tensor, S: int) -> Tensor:
    # ids (1, T), the last of S: a token sees itself and what is before; one of a picture, its whole
    # span as well where pictures are attended to both ways. A span is never divided among chunks.
    T = torch.size(ids, 1)
    row = torch.unsqueeze(torch.arange(S - T, S, device=ids.device), 1)  # (T, 1)
    mask = torch.ge(row, torch.arange(S, device=ids.device))  # (T, S)
    if self.pictures_both_ways:
        both = torch.squeeze(self.overlay(ids), 0)  # (T, T)
        mask = torch.__or__(mask, torch.constant_pad_nd(both, [S - T, 0], 0))
    return mask

def decode_layer(self, x: Tensor, p: str, cache: Tuple[Tensor, Tensor], rotary: Tuple[Tensor, Tensor], rows: Tuple[List[int], List[int]], places: Tuple[Tensor, Tensor]) -> Tensor:
    # One token a row: x (R, C), rotary cos and sin (R, 1, D), rows the slots and the lengths of their
    # caches, places the same as tensors: slots (up to R), lengths (R).
    h = self.norm(x, p + 'input_layernorm.weight')
    q = self.rotate(self.queries(h, p), rotary)  # (R, H, D)
    k = self.rotate(self.keys(h, p), rotary)  # (R, K, D)
    self.write_rows(cache[0], k, places[0], places[1])
    self.write_rows(cache[1], self.values(h, p), places[0], places[1])
    return self.after_attention(x, self.attend_rows(q, cache, rows[0], rows[1]), p)

def prefill(self, ids: Tensor, positions: Tensor, images: List[Tensor], ranges: List[int], keys: List[Tensor], values: List[Tensor], slot: int, start: int) -> Tensor:
    # ids (1, T) and positions (A, T) of what follows start tokens in the slot's cache; of each of the
    # images' features (tokens, C), ranges has the first that is read and how many
    parts = annotate(List[Tensor], [])
    for i in range(torch.len(images)):
        parts.append(torch.narrow(images[i], 0, ranges[2 * i], ranges[2 * i + 1]))
    x = self.merge(ids, parts)  # (1, T, C)
    rotary = self.rotary_at(positions, x)
    mask = self.prefill_mask(ids, start + torch.size(ids, 1))
    for i in range(self.text_layers):
        p = self.text_prefix + 'layers.' + str(i) + '.'
        cache = (torch.select(keys[i], 0, slot), torch.select(values[i], 0, slot))
        x = self.prefill_layer(x, p, cache, rotary, mask)
    return torch.reshape(self.logits(torch.narrow(x, 1, torch.size(x, 1) - 1, 1)), [-1])  # (vocabulary)

def decode(self, step: Tensor, keys: List[Tensor], values: List[Tensor], slots: List[int], lengths: List[int]) -> Tensor:
    # step (3, R): ids, lengths of the caches before it, positions
    x = self.embed(torch.select(step, 0, 0))  # (R, C)
    at = torch.select(step, 0, 1)
    cos, sin = self.rotary_at(torch.narrow(step, 0, 2, 1), x)
    rotary = (torch.unsqueeze(cos, 1), torch.unsqueeze(sin, 1))  # (R, 1, D)
    slot = torch.tensor(slots, dtype=at.dtype, device=at.device)
    for i in range(self.text_layers):
        x = self.decode_layer(x, self.text_prefix + 'layers.' + str(i) + '.', (keys[i], values[i]), rotary, (slots, lengths), (slot, at))
    return self.logits(x)  # (R, vocabulary)
