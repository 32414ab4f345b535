using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Cairn.Web.Frame;

/// <summary>
/// A page to which a file, or the text of one, is sent: it takes a body of up to 22 MB, holds it in memory, never unsealed on a disk, and sends whoever gives more back
/// to the page with <c>?large=true</c> before anything is read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFileAttribute : Attribute, IAuthorizationFilter
{
    private const int Most = 22 * 1024 * 1024;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method)) return;
        if (http.Request.ContentLength is null or > Most)
        {
            context.Result = new LocalRedirectResult($"{http.Request.Path}?large=true");
            return;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Most;
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = Most, MemoryBufferThreshold = Most, BufferBodyLengthLimit = Most, ValueLengthLimit = Most }));
    }
}
