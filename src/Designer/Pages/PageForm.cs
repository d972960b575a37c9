using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Pages;

/// <summary>Reads the form of a page.</summary>
internal static class PageForm
{
    /// <returns>An empty one when something else was sent.</returns>
    /// <exception cref="BadHttpRequestException">It cannot be read, or is too large.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return FormCollection.Empty;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form is broken, has too many or too long fields, or is in an encoding that is not read here.", exception);
        }
    }
}
