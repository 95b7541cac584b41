"""Small BPE tokenizers in the three forms that Llama-like checkpoints have."""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import processors, trainers

import corpus
import specs

WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def train(family, vocabulary):
    """Special tokens come first, so that their ids are small and known."""
    properties = specs.FAMILIES[family]
    make = {"gpt2": gpt2, "llama3": llama3, "metaspace": metaspace}[properties["style"]]
    tokenizer = make(properties["special"], vocabulary)
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True, normalized=False) for t in properties["special"]])
    if properties["adds_bos"]:
        bos = properties["bos"]
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A", pair=f"{bos} $A {bos} $B",
            special_tokens=[(bos, tokenizer.token_to_id(bos))])
    return tokenizer


def gpt2(special, vocabulary):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    learn(tokenizer, special, vocabulary, pre_tokenizers.ByteLevel.alphabet())
    return tokenizer


def llama3(special, vocabulary):
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    learn(tokenizer, special, vocabulary, pre_tokenizers.ByteLevel.alphabet())
    return tokenizer


def metaspace(special, vocabulary):
    """As Llama 2: a space is a letter of its own, unknown letters fall back to bytes."""
    byte_tokens = [f"<0x{i:02X}>" for i in range(256)]
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<0x00>"))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
         decoders.Strip(" ", 1, 0)])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")
    learn(tokenizer, special + byte_tokens, vocabulary, [])
    tokenizer.pre_tokenizer = None
    # The trainer takes bytes only as special tokens; in the file they are plain entries.
    written = json.loads(tokenizer.to_str())
    written["added_tokens"] = [t for t in written["added_tokens"] if t["content"] in special]
    return Tokenizer.from_str(json.dumps(written))


def learn(tokenizer, special, vocabulary, alphabet):
    tokenizer.train_from_iterator(corpus.SENTENCES, trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=special, initial_alphabet=alphabet,
        show_progress=False))
