using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Turnpike.Web.Assets;

namespace Turnpike.Server.Pages;

/// <summary>Serves what pages are made with. Addresses hold a hash, so browsers keep them for ever.</summary>
internal static class AssetFiles
{
    public static IResult Serve(string version, string name, HttpContext context)
    {
        var headers = context.Response.Headers;
        if (AssetCatalog.Current.Find(name) is not { } asset)
        {
            return Results.NotFound();
        }

        headers.CacheControl = version == AssetCatalog.Current.Version ? "public, max-age=31536000, immutable" : "no-store";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        if (asset.IsCompressible)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
            if (context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is null or > 0))
            {
                headers.ContentEncoding = "br";
                return Results.Bytes(asset.Compressed, asset.ContentType);
            }
        }

        return Results.Bytes(asset.Bytes, asset.ContentType);
    }

    public static IResult Licences()
    {
        var text = new StringBuilder();
        foreach (var name in AssetCatalog.Current.Names.Where(n => n.StartsWith("licences/", StringComparison.Ordinal)))
        {
            text.Append("== ").Append(Path.GetFileNameWithoutExtension(name)).Append(" ==\n\n")
                .Append(Encoding.UTF8.GetString(AssetCatalog.Current.Find(name)!.Bytes.Span)).Append("\n\n");
        }

        return Results.Text(text.ToString());
    }
}
