# The Llama text model. Shapes: B sequences, T new tokens, S cached tokens, C hidden, H query heads,
# K key heads, D head size. Weights go by their Hugging Face names.

def cast(self, name: str, like: Tensor) -> Tensor:
    return torch.to(self.w[name], like.dtype)

def rms_norm(self, x: Tensor, name: str) -> Tensor:
    return torch.rms_norm(x, [torch.size(x, -1)], self.cast(name, x), self.text_eps)

def linear(self, x: Tensor, name: str) -> Tensor:
    y = torch.linear(x, self.cast(name + '.weight', x))
    if torch.__contains__(self.w, name + '.bias'):
        y = y + self.cast(name + '.bias', x)
    low = self.adapter + name + '.lora_A.weight'
    if torch.__contains__(self.w, low):
        # LoRA (Hu et al. 2021): A (r, in), B (out, r)
        up = self.cast(self.adapter + name + '.lora_B.weight', x)
        y = y + torch.linear(torch.linear(x, self.cast(low, x)), up) * self.cast(self.adapter + 'lora_scale', x)
    return y

def rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = torch.chunk(x, 2, -1)
    return x * cos + torch.cat([torch.neg(half[1]), half[0]], -1) * sin

def heads_of(self, x: Tensor, heads: int) -> Tensor:
    return torch.transpose(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), heads, -1]), 1, 2)  # (B, heads, T, D)

def grouped(self, x: Tensor) -> Tensor:
    # (B, K, T, D) to (B, H, T, D): each key head serves H / K query heads.
    return torch.repeat_interleave(x, self.text_heads // self.text_kv_heads, 1)

def mlp(self, x: Tensor, p: str) -> Tensor:
    h = self.activation(self.linear(x, p + 'mlp.gate_proj'), self.text_activation) * self.linear(x, p + 'mlp.up_proj')
    return self.linear(h, p + 'mlp.down_proj')

def text_layer(self, x: Tensor, p: str, cos: Tensor, sin: Tensor, mask: Optional[Tensor]) -> Tensor:
    # The whole sequence at once, without a cache: the form that gradients flow through. No mask: causal.
    h = self.rms_norm(x, p + 'input_layernorm.weight')
    q = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.q_proj'), self.text_heads), cos, sin)
    k = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.k_proj'), self.text_kv_heads), cos, sin)
    v = self.heads_of(self.linear(h, p + 'self_attn.v_proj'), self.text_kv_heads)
    causal = torch.__is__(mask, None)
    a = torch.scaled_dot_product_attention(q, self.grouped(k), self.grouped(v), mask, 0., causal)
    a = torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), torch.size(x, 1), -1])
    x = x + self.linear(a, p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight'), p)

def prefill_layer(self, x: Tensor, p: str, keys: Tensor, values: Tensor, pos: int) -> Tensor:
    # One sequence x (1, T, C) appended to its cache rows keys, values (K, maxLength, D) at pos.
    T = torch.size(x, 1)
    cos = torch.to(torch.narrow(self.w['rotary.cos'], 0, pos, T), x.dtype)
    sin = torch.to(torch.narrow(self.w['rotary.sin'], 0, pos, T), x.dtype)
    h = self.rms_norm(x, p + 'input_layernorm.weight')
    q = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.q_proj'), self.text_heads), cos, sin)
    k = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.k_proj'), self.text_kv_heads), cos, sin)
    v = self.heads_of(self.linear(h, p + 'self_attn.v_proj'), self.text_kv_heads)
    torch.copy_(torch.narrow(keys, 1, pos, T), torch.squeeze(k, 0))
    torch.copy_(torch.narrow(values, 1, pos, T), torch.squeeze(v, 0))
    S = pos + T
    k = self.grouped(torch.unsqueeze(torch.narrow(keys, 1, 0, S), 0))  # (1, H, S, D)
    v = self.grouped(torch.unsqueeze(torch.narrow(values, 1, 0, S), 0))
    row = torch.unsqueeze(torch.arange(pos, S, device=x.device), 1)  # (T, 1)
    mask = torch.ge(row, torch.arange(S, device=x.device))  # (T, S): a token sees itself and what is before
    a = torch.scaled_dot_product_attention(q, k, v, mask, 0., False)
    a = torch.reshape(torch.transpose(a, 1, 2), [1, T, -1])
    x = x + self.linear(a, p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight'), p)

def write_rows(self, cache: Tensor, rows: Tensor, slots: Tensor, at: Tensor) -> Tensor:
    # rows (R, K, D) into cache (slots, K, maxLength, D): one of a slot, at its position. Rows beyond the slots are padding.
    n = torch.size(slots, 0)
    places = annotate(List[Optional[Tensor]], [slots, torch.narrow(at, 0, 0, n)])
    return torch.index_put_(torch.transpose(cache, 1, 2), places, torch.narrow(rows, 0, 0, n))

def cached(self, cache: Tensor, slot: int, S: int) -> Tensor:
    return torch.narrow(torch.narrow(cache, 0, slot, 1), 2, 0, S)  # (1, K, S, D)

def attend_rows(self, q: Tensor, cache: Tuple[Tensor, Tensor], slots: List[int], positions: List[int]) -> Tensor:
    # q (R, H, D): each row attends to its own slot at its own length, so that no row's result depends
    # on which others are in the batch. The loop is the cost of a step, so it does as little as it can.
    keys = cache[0]
    values = cache[1]
    q = torch.reshape(q, [torch.size(q, 0), torch.size(keys, 1), -1, torch.size(q, 2)])  # (R, K, H / K, D)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(slots)):
        S = positions[i] + 1
        row = torch.narrow(q, 0, i, 1)
        out.append(torch.scaled_dot_product_attention(row, self.cached(keys, slots[i], S), self.cached(values, slots[i], S), None, 0., False))
    out.append(torch.narrow(q, 0, torch.len(slots), torch.size(q, 0) - torch.len(slots)))
    return torch.flatten(torch.cat(out, 0), 1)  # (R, H x D)

def decode_layer(self, x: Tensor, p: str, cache: Tuple[Tensor, Tensor], slots: List[int], positions: List[int], at: Tensor, slot: Tensor) -> Tensor:
    # One token a row: x (R, C), at (R) the positions and slot (up to R) the slots as tensors.
    R = torch.size(x, 0)
    cos = torch.to(torch.unsqueeze(torch.index_select(self.w['rotary.cos'], 0, at), 1), x.dtype)  # (R, 1, D)
    sin = torch.to(torch.unsqueeze(torch.index_select(self.w['rotary.sin'], 0, at), 1), x.dtype)
    h = self.rms_norm(x, p + 'input_layernorm.weight')
    q = self.rotate(torch.reshape(self.linear(h, p + 'self_attn.q_proj'), [R, self.text_heads, -1]), cos, sin)
    k = self.rotate(torch.reshape(self.linear(h, p + 'self_attn.k_proj'), [R, self.text_kv_heads, -1]), cos, sin)
    v = torch.reshape(self.linear(h, p + 'self_attn.v_proj'), [R, self.text_kv_heads, -1])
    self.write_rows(cache[0], k, slot, at)
    self.write_rows(cache[1], v, slot, at)
    x = x + self.linear(self.attend_rows(q, cache, slots, positions), p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight'), p)

def embed(self, ids: Tensor) -> Tensor:
    return torch.to(torch.embedding(self.w[self.text_prefix + 'embed_tokens.weight'], ids), self.compute_type)

def head(self, like: Tensor) -> Tensor:
    # (vocabulary, C): the embedding when the two are tied.
    name = 'lm_head.weight'
    if self.tied:
        name = self.text_prefix + 'embed_tokens.weight'
    return self.cast(name, like)

def logits(self, x: Tensor) -> Tensor:
    # Hidden states to f32 logits.
    h = self.rms_norm(x, self.text_prefix + 'norm.weight')
    return torch.to(torch.linear(h, self.head(h)), 6)
