# The text model. Shapes: B sequences, T tokens, C hidden, H query heads, K key heads, D head size.
# Weights go by their canonical names.

def norm(self, x: Tensor, name: str) -> Tensor:
    return self.rms_norm(x, name, self.text_eps, self.text_norm_offset)

def queries(self, h: Tensor, p: str) -> Tensor:
    q = torch.unflatten(self.linear(h, p + 'self_attn.q_proj'), -1, [self.text_heads, -1])
    if self.text_qk_norm:
        q = self.norm(q, p + 'self_attn.q_norm.weight')
    return q  # (B, T, C) to (B, T, H, D)

def keys(self, h: Tensor, p: str) -> Tensor:
    k = torch.unflatten(self.linear(h, p + 'self_attn.k_proj'), -1, [self.text_kv_heads, -1])
    if self.text_qk_norm:
        k = self.norm(k, p + 'self_attn.k_norm.weight')
    return k  # (B, T, C) to (B, T, K, D)

def values(self, h: Tensor, p: str) -> Tensor:
    # (B, T, C) to (B, T, K, D)
    return torch.unflatten(self.linear(h, p + 'self_attn.v_proj'), -1, [self.text_kv_heads, -1])

def grouped(self, x: Tensor) -> Tensor:
    # (B, K, T, D) to (B, H, T, D): each key head serves H / K query heads.
    return torch.repeat_interleave(x, self.text_heads // self.text_kv_heads, 1)

def mlp(self, x: Tensor, p: str) -> Tensor:
    h = self.activation(self.linear(x, p + 'mlp.gate_proj'), self.text_activation) * self.linear(x, p + 'mlp.up_proj')
    return self.linear(h, p + 'mlp.down_proj')

def after_attention(self, x: Tensor, a: Tensor, p: str) -> Tensor:
    # x (…, C) and what its heads read, a (…, H x D): the rest of a layer.
    a = self.linear(a, p + 'self_attn.o_proj')
    if self.text_sandwich:
        x = x + self.norm(a, p + 'post_attention_layernorm.weight')
        h = self.mlp(self.norm(x, p + 'pre_feedforward_layernorm.weight'), p)
        h = self.norm(h, p + 'post_feedforward_layernorm.weight')
    else:
        x = x + a
        h = self.mlp(self.norm(x, p + 'post_attention_layernorm.weight'), p)
    return x + h

def text_layer(self, x: Tensor, p: str, rotary: Tuple[Tensor, Tensor], mask: Optional[Tensor]) -> Tensor:
    # The whole sequence at once, without a cache: the form that gradients flow through. No mask: causal.
    h = self.norm(x, p + 'input_layernorm.weight')
    q = self.rotate(torch.transpose(self.queries(h, p), 1, 2), rotary)  # (B, H, T, D)
    k = self.rotate(torch.transpose(self.keys(h, p), 1, 2), rotary)  # (B, K, T, D)
    v = torch.transpose(self.values(h, p), 1, 2)
    causal = torch.__is__(mask, None)
    a = torch.scaled_dot_product_attention(q, self.grouped(k), self.grouped(v), mask, 0., causal)
    a = torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), torch.size(x, 1), -1])
    return self.after_attention(x, a, p)

def picture_runs(self, ids: Tensor) -> Tensor:
    # ids (B, T): which run of image tokens each belongs to, 0 where it is text
    image = torch.to(torch.eq(ids, self.image_token), ids.dtype)
    before = torch.constant_pad_nd(torch.narrow(image, 1, 0, torch.size(ids, 1) - 1), [1, 0], 0)
    return torch.cumsum(image * (1 - before), 1) * image

def overlay(self, ids: Tensor) -> Tensor:
    # (B, T) to (B, T, T): whether two tokens are of one span of a picture
    runs = self.picture_runs(ids)
    alike = torch.eq(torch.unsqueeze(runs, 2), torch.unsqueeze(runs, 1))
    return torch.__and__(alike, torch.ne(torch.unsqueeze(runs, 2), 0))

def embed(self, ids: Tensor) -> Tensor:
    x = torch.to(torch.embedding(self.w[self.text_prefix + 'embed_tokens.weight'], ids), self.compute_type)
    if self.text_embed_scale != 1.:
        x = x * self.text_embed_scale
    return x

def head(self, like: Tensor) -> Tensor:
    # (vocabulary, C): the embedding when the two are tied.
    name = 'lm_head.weight'
    if self.tied:
        name = self.text_prefix + 'embed_tokens.weight'
    return self.cast(name, like)

def logits(self, x: Tensor) -> Tensor:
    # Hidden states to f32 logits.
    h = self.norm(x, self.text_prefix + 'norm.weight')
    return torch.to(torch.linear(h, self.head(h)), 6)
