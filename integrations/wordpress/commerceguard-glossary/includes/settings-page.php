<?php
/**
 * The page Settings > Glossary.
 *
 * @package CommerceGuard\Glossary
 */

namespace CommerceGuard\Glossary;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const PAGE = 'commerceguard-glossary';

add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
add_action( 'admin_init', __NAMESPACE__ . '\suggest_privacy_text' );
add_action( 'admin_menu', __NAMESPACE__ . '\add_settings_page' );

/**
 * Register the option and the fields of the form.
 */
function register_settings(): void {
	register_setting(
		PAGE,
		OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
			'default'           => DEFAULTS,
		)
	);
	add_settings_section( 'glossary', '', '__return_null', PAGE );
	$fields = array(
		'url'       => __( 'Address of the glossary', 'commerceguard-glossary' ),
		'automatic' => __( 'Terms in posts', 'commerceguard-glossary' ),
		'selector'  => __( 'Where terms are explained', 'commerceguard-glossary' ),
		'marks'     => __( 'Marks of each term', 'commerceguard-glossary' ),
	);
	foreach ( $fields as $name => $label ) {
		add_settings_field( $name, $label, __NAMESPACE__ . "\\print_$name", PAGE, 'glossary', array( 'label_for' => "glossary-$name" ) );
	}
}

/**
 * Add the page to the menu.
 */
function add_settings_page(): void {
	$title = __( 'Glossary', 'commerceguard-glossary' );
	add_options_page( $title, $title, 'manage_options', PAGE, __NAMESPACE__ . '\print_settings_page' );
}

/**
 * Print the form.
 */
function print_settings_page(): void {
	echo '<div class="wrap"><h1>', esc_html( get_admin_page_title() ), '</h1><form action="options.php" method="post">';
	settings_fields( PAGE );
	do_settings_sections( PAGE );
	submit_button();
	echo '</form></div>';
}

/**
 * Print a field and the sentence under it.
 *
 * @param string $name       The setting.
 * @param string $attributes Attributes of the input, escaped.
 * @param string $help       What it does.
 */
function print_field( string $name, string $attributes, string $help ): void {
	printf(
		'<input id="glossary-%1$s" name="%2$s[%1$s]" aria-describedby="glossary-%1$s-help" %3$s><p class="description" id="glossary-%1$s-help">%4$s</p>',
		esc_attr( $name ),
		esc_attr( OPTION ),
		$attributes, // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- the functions below escape them.
		esc_html( $help )
	);
}

/** Print the field of the address. */
function print_url(): void {
	$attributes = sprintf( 'type="url" class="regular-text" placeholder="https://glossary.example.org" value="%s"', esc_attr( glossary_url() ) );
	print_field( 'url', $attributes, __( 'Its pages become cards when their addresses are pasted into a post.', 'commerceguard-glossary' ) );
}

/** Print the switch of automatic linking. */
function print_automatic(): void {
	$attributes = 'type="checkbox" value="1" ' . checked( settings()['automatic'], true, false );
	print_field( 'automatic', $attributes, __( 'Explain terms of the glossary in every post.', 'commerceguard-glossary' ) );
}

/** Print the field of the selector. */
function print_selector(): void {
	$attributes = sprintf( 'type="text" class="regular-text code" value="%s"', esc_attr( settings()['selector'] ) );
	print_field( 'selector', $attributes, __( 'A CSS selector for the text of a post, such as .entry-content. “article” finds nothing in themes without that element.', 'commerceguard-glossary' ) );
}

/** Print the field of the number of marks. */
function print_marks(): void {
	$attributes = sprintf( 'type="number" class="small-text" min="1" max="%d" value="%d"', MOST_MARKS, settings()['marks'] );
	print_field( 'marks', $attributes, __( 'How many mentions of each term are marked, from the first one on.', 'commerceguard-glossary' ) );
}

/**
 * Suggest a paragraph for the site's privacy policy.
 */
function suggest_privacy_text(): void {
	$text = __( 'The glossary’s script is loaded from the glossary’s site, which therefore receives the visitor’s IP address. What is typed into the glossary’s search box is sent there to find terms. The script sets no cookies, and this site stores nothing about it.', 'commerceguard-glossary' );
	wp_add_privacy_policy_content( __( 'Glossary', 'commerceguard-glossary' ), wp_kses_post( wpautop( $text ) ) );
}
