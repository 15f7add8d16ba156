using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Tokens;

/// <summary>What <c>io.jwt.decode_verify</c> asks of a token.</summary>
internal sealed class TokenConstraints
{
    private string _algorithm = "";
    private string _issuer = "";
    private string _audience = "";
    private NumberValue? _time;

    public IReadOnlyList<TokenKey> Keys { get; private set; } = [];

    /// <summary>Null after failing.</summary>
    public static TokenConstraints? Read(BuiltinContext context, ObjectValue options)
    {
        var constraints = new TokenConstraints { _time = Value.Of(context.Now) };
        for (var i = 0; i < options.Count; i++)
        {
            var key = (options.Keys[i] as StringValue)?.Value ?? "";
            if (constraints.Set(key, options.Values[i]) is { } problem)
            {
                context.Fail(problem);
                return null;
            }
        }

        var given = (options.Get("cert") is null ? 0 : 1) + (options.Get("secret") is null ? 0 : 1);
        if (given != 1)
        {
            context.Fail(given == 0 ? "no key constraint" : "duplicate key constraints");
            return null;
        }

        return constraints;
    }

    public bool AcceptsHeader(WebToken token) =>
        token.Algorithm.Length > 0
        && token.Header.Get("crit") is null
        && (_algorithm.Length == 0 || _algorithm == token.Algorithm);

    /// <summary>Null after failing.</summary>
    public bool? Accepts(BuiltinContext context, ObjectValue claims)
    {
        if ((_issuer.Length > 0 && claims.Get("iss") != Value.Of(_issuer)) || !AcceptsAudience(claims.Get("aud")))
        {
            return false;
        }

        // Claims are in seconds and may have fractions.
        var now = NumberValue.FromDouble(_time!.ToDouble() / 1e9);
        foreach (var claim in (string[])["exp", "nbf"])
        {
            switch (claims.Get(claim))
            {
                case null:
                    break;
                case NumberValue time when claim == "exp" ? now >= time : now < time:
                    return false;
                case NumberValue:
                    break;
                default:
                    context.Fail($"{claim} value must be a number");
                    return null;
            }
        }

        return true;
    }

    private bool AcceptsAudience(Value? audience) => audience switch
    {
        null => _audience.Length == 0,
        StringValue text => _audience.Length > 0 && text.Value == _audience,
        ArrayValue list => _audience.Length > 0 && list.Items.Contains(Value.Of(_audience)),
        _ => false,
    };

    private string? Set(string key, Value value)
    {
        var text = (value as StringValue)?.Value;
        switch (key)
        {
            case "cert" or "secret" or "alg" or "iss" or "aud" when text is null:
                return $"{key} constraint: must be a string";
            case "cert":
                Keys = TokenKey.Read(text!, out var error) ?? [];
                return error.Length == 0 ? null : error;
            case "secret":
                Keys = [new TokenKey("", "") { Secret = Utf8.Of(text!) }];
                return null;
            case "alg":
                _algorithm = text!;
                return null;
            case "iss":
                _issuer = text!;
                return null;
            case "aud":
                _audience = text!;
                return null;
            case "time" when value is NumberValue number:
                _time = number;
                return null;
            case "time":
                return "token time constraint: must be a number";
            default:
                return $"unknown token validation constraint: {key}";
        }
    }
}
