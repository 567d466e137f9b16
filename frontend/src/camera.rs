//! Photos and files that a person chose. A photo is redrawn no larger than needed: this makes it small enough for a weak network and removes the
//! camera's metadata (place, phone model).

use app::ports::{Prepared, Unfit};
use domain::records::attachment::{MOST_BYTES, Media, fitted};
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap, Url};

use crate::js::{document, window};

/// JPEG quality of a kept photo, from 0 to 1.
const QUALITY: f64 = 0.82;
/// Non-JPEG pictures up to this many bytes that need no resizing stay unchanged: screenshots look best unconverted.
const SMALL: usize = 512 * 1024;

/// Reads the chosen files one after another and empties the field.
pub async fn prepare(field: &HtmlInputElement) -> Vec<Result<Prepared, Unfit>> {
    let chosen: Vec<File> = match field.files() {
        Some(files) => (0..files.length()).filter_map(|it| files.get(it)).collect(),
        None => Vec::new(),
    };
    field.set_value("");
    let mut prepared = Vec::with_capacity(chosen.len());
    for file in chosen {
        prepared.push(prepare_one(&file).await);
    }
    prepared
}

async fn prepare_one(file: &File) -> Result<Prepared, Unfit> {
    // Loading a larger file only to refuse it would crash a small phone.
    if 64.0 * 1024.0 * 1024.0 < file.size() {
        return Err(Unfit::TooLarge);
    }
    let bytes = bytes_of(file).await.ok_or(Unfit::Unreadable)?;
    let media = Media::sniff(&bytes).ok_or(Unfit::Kind)?;
    let name: String = file.name().chars().take(100).collect();
    let as_it_is = |sides| {
        let fits = bytes.len() <= MOST_BYTES as usize;
        if fits { Ok(Prepared { name: name.clone(), media, sides, bytes: bytes.clone() }) } else { Err(Unfit::TooLarge) }
    };
    if media == Media::Pdf {
        return as_it_is(None);
    }
    // A browser that cannot decode the picture (HEIC, in most) keeps it unchanged for those that can.
    let Some(picture) = decoded(file).await else { return as_it_is(None) };
    let sides = (picture.width(), picture.height());
    let kept = fitted(sides.0, sides.1);
    if media.is_picture() && media != Media::Jpeg && kept == sides && bytes.len() <= SMALL {
        return as_it_is(Some(sides));
    }
    match drawn(&picture, kept).await {
        Some(smaller) => {
            let name = format!("{}.jpg", name.rsplit_once('.').map_or(name.as_str(), |(name, _)| name));
            Ok(Prepared { name, media: Media::Jpeg, sides: Some(kept), bytes: smaller })
        }
        None => as_it_is(Some(sides)),
    }
}

async fn decoded(file: &File) -> Option<ImageBitmap> {
    let promise = window().create_image_bitmap_with_blob(file).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The picture at this size, as a JPEG; `None` if that fails or the result is too large.
async fn drawn(picture: &ImageBitmap, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Makes transparent areas white instead of black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    context.draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, f64::from(width), f64::from(height)).ok()?;
    picture.close();
    let promise = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::UNDEFINED, &blob)));
        // Fails only for a canvas without area, which no picture has.
        let _asked = canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), Media::Jpeg.mime(), &JsValue::from_f64(QUALITY));
    });
    let blob: Blob = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let bytes = bytes_of(&blob).await?;
    (Media::sniff(&bytes) == Some(Media::Jpeg) && bytes.len() <= MOST_BYTES as usize).then_some(bytes)
}

async fn bytes_of(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// An object URL of these bytes, valid in this page.
pub fn show(bytes: &[u8], media_type: &str) -> Option<String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Revokes an object URL.
pub fn hide(address: &str) {
    // Fails only for an invalid address.
    let _gone = Url::revoke_object_url(address);
}
