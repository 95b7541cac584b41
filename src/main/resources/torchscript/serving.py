# Answering with a cache: a prompt read in chunks, then a token a step. Shapes as in decoder.py and
# cache.py: T new tokens of S in all, R rows of a decode step.

def prefill_layer(self, x: Tensor, p: str, keys: Tensor, values: Tensor, rotary: Tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
    # One sequence x (1, T, C) appended to its cache rows keys, values (K, maxLength, D), of which it
    # sees S by its mask (T, S); rotary cos and sin (T, D).
    T = torch.size(x, 1)
    S = torch.size(mask, 1)
    h = self.rms_norm(x, p + 'input_layernorm.weight', self.text_eps)
    q = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.q_proj'), self.text_heads), rotary)
    k = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.k_proj'), self.text_kv_heads), rotary)
    v = self.heads_of(self.linear(h, p + 'self_attn.v_proj'), self.text_kv_heads)
    torch.copy_(torch.narrow(keys, 1, S - T, T), torch.squeeze(k, 0))
    torch.copy_(torch.narrow(values, 1, S - T, T), torch.squeeze(v, 0))
    k = self.grouped(torch.unsqueeze(torch.narrow(keys, 1, 0, S), 0))  # (1, H, S, D)
    v = self.grouped(torch.unsqueeze(torch.narrow(values, 1, 0, S), 0))
    a = torch.scaled_dot_product_attention(q, k, v, mask, 0., False)
    a = torch.reshape(torch.transpose(a, 1, 2), [1, T, -1])
    x = x + self.linear(a, p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight', self.text_eps), p)

def prefill_mask(self, ids: Tensor, S: int) -> Tensor:
    # ids (1, T), the last of S: a token sees itself and what is before.
    row = torch.unsqueeze(torch.arange(S - torch.size(ids, 1), S, device=ids.device), 1)  # (T, 1)
    return torch.ge(row, torch.arange(S, device=ids.device))  # (T, S)

def decode_layer(self, x: Tensor, p: str, cache: Tuple[Tensor, Tensor], rotary: Tuple[Tensor, Tensor], rows: Tuple[List[int], List[int]], places: Tuple[Tensor, Tensor]) -> Tensor:
    # One token a row: x (R, C), rotary cos and sin (R, 1, D), rows the slots and the lengths of their
    # caches, places the same as tensors: slots (up to R), lengths (R).
    R = torch.size(x, 0)
    h = self.rms_norm(x, p + 'input_layernorm.weight', self.text_eps)
    q = self.rotate(torch.reshape(self.linear(h, p + 'self_attn.q_proj'), [R, self.text_heads, -1]), rotary)
    k = self.rotate(torch.reshape(self.linear(h, p + 'self_attn.k_proj'), [R, self.text_kv_heads, -1]), rotary)
    v = torch.reshape(self.linear(h, p + 'self_attn.v_proj'), [R, self.text_kv_heads, -1])
    self.write_rows(cache[0], k, places[0], places[1])
    self.write_rows(cache[1], v, places[0], places[1])
    x = x + self.linear(self.attend_rows(q, cache, rows[0], rows[1]), p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight', self.text_eps), p)

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
        x = self.prefill_layer(x, p, torch.select(keys[i], 0, slot), torch.select(values[i], 0, slot), rotary, mask)
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
