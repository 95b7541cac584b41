# The text model. Shapes: B sequences, T tokens, C hidden, H query heads, K key heads, D head size.
# Weights go by their canonical names.

def heads_of(self, x: Tensor, heads: int) -> Tensor:
    return torch.transpose(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), heads, -1]), 1, 2)  # (B, heads, T, D)

def grouped(self, x: Tensor) -> Tensor:
    # (B, K, T, D) to (B, H, T, D): each key head serves H / K query heads.
    return torch.repeat_interleave(x, self.text_heads // self.text_kv_heads, 1)

def mlp(self, x: Tensor, p: str) -> Tensor:
    h = self.activation(self.linear(x, p + 'mlp.gate_proj'), self.text_activation) * self.linear(x, p + 'mlp.up_proj')
    return self.linear(h, p + 'mlp.down_proj')

def text_layer(self, x: Tensor, p: str, rotary: Tuple[Tensor, Tensor], mask: Optional[Tensor]) -> Tensor:
    # The whole sequence at once, without a cache: the form that gradients flow through. No mask: causal.
    h = self.rms_norm(x, p + 'input_layernorm.weight', self.text_eps)
    q = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.q_proj'), self.text_heads), rotary)
    k = self.rotate(self.heads_of(self.linear(h, p + 'self_attn.k_proj'), self.text_kv_heads), rotary)
    v = self.heads_of(self.linear(h, p + 'self_attn.v_proj'), self.text_kv_heads)
    causal = torch.__is__(mask, None)
    a = torch.scaled_dot_product_attention(q, self.grouped(k), self.grouped(v), mask, 0., causal)
    a = torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), torch.size(x, 1), -1])
    x = x + self.linear(a, p + 'self_attn.o_proj')
    return x + self.mlp(self.rms_norm(x, p + 'post_attention_layernorm.weight', self.text_eps), p)

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
    h = self.rms_norm(x, self.text_prefix + 'norm.weight', self.text_eps)
    return torch.to(torch.linear(h, self.head(h)), 6)
