using System.Net.Http.Headers;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>A request as it goes out: what is signed is what is sent, byte for byte.</summary>
/// <param name="Origin">Scheme, host and port.</param>
/// <param name="Path">Encoded, from the root.</param>
/// <param name="Query">Not encoded; a name may stand in it more than once.</param>
internal sealed record WireRequest(string Method, Uri Origin, string Path, IReadOnlyList<(string Name, string Value)> Query, byte[] Body)
{
    /// <summary>By name in small letters, without <c>host</c>, which follows from the origin.</summary>
    public SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, string Value)> SignedHeaders() =>
        Headers.Select(h => (Name: h.Key, h.Value)).Where(h => h.Name is not "authorization")
            .Append(("host", Origin.IsDefaultPort ? Origin.Host : Origin.Authority))
            .OrderBy(h => h.Item1, StringComparer.Ordinal);

    public HttpRequestMessage ToMessage()
    {
        var query = UriText.Query(Query);
        var address = Origin.GetLeftPart(UriPartial.Authority) + Path + (query.Length > 0 ? "?" + query : "");

        // The framework would otherwise decode and shorten what was signed.
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (Body.Length > 0 || Method is "POST" or "PUT")
        {
            message.Content = new ByteArrayContent(Body);
        }

        foreach (var (name, value) in Headers)
        {
            if (name == "content-type")
            {
                message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
